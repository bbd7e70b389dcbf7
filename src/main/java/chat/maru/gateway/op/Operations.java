package chat.maru.gateway.op;

import chat.maru.auth.LastSeen;
import chat.maru.auth.SignedIn;
import chat.maru.gateway.Connection;
import chat.maru.gateway.Receiver;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.platform.http.Outage;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// Reads frames, within their bounds, and runs what they ask for, one at a time for a connection.
/// Heartbeats alone are answered at once: a client whose request takes long is not dead.
@ApplicationScoped
public class Operations implements Receiver {
  private static final System.Logger LOG = System.getLogger(Operations.class.getName());
  private static final int MAX_BYTES = 4096;
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  @Inject LastSeen lastSeen;
  @Inject SignedIn signedIn;
  @Inject Identify identify;
  @Inject Resume resume;
  @Inject UpdatePresence updatePresence;
  @Inject RequestMembers requestMembers;
  @Inject SendMessage sendMessage;
  @Inject JoinRoom joinRoom;

  private interface Work {
    void run() throws JsonProcessingException, InterruptedException;
  }

  @Override
  public void received(Connection connection, String text) {
    attempt(connection, () -> receive(connection, text));
  }

  private static void attempt(Connection connection, Work work) {
    try {
      work.run();
    } catch (JsonProcessingException _) {
      connection.close(CloseCode.DECODE_ERROR);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      connection.close(CloseCode.UNKNOWN_ERROR);
    } catch (RuntimeException e) {
      if (Outage.of(e)) {
        LOG.log(Level.WARNING, "event=store.unavailable cause={0}", e.toString());
      } else {
        LOG.log(Level.ERROR, "event=gateway.frame.failed", e);
      }
      connection.close(CloseCode.UNKNOWN_ERROR);
    }
  }

  private void receive(Connection connection, String text)
      throws JsonProcessingException, InterruptedException {
    var bytes = text.getBytes(StandardCharsets.UTF_8).length;
    var frame = bytes > MAX_MESSAGE_BYTES ? null : Json.tree(text);
    if (frame == null || !frame.path("op").isInt()) {
      connection.close(CloseCode.DECODE_ERROR);
      return;
    }
    var op = frame.path("op").intValue();
    if (op != Frame.SEND_MESSAGE && bytes > MAX_BYTES) {
      connection.close(CloseCode.DECODE_ERROR);
    } else if (!withinBudget(connection, op)) {
      connection.close(CloseCode.RATE_LIMITED);
    } else if (op == Frame.HEARTBEAT) {
      run(connection, op, frame.path("d"));
    } else {
      connection.later(() -> attempt(connection, () -> run(connection, op, frame.path("d"))));
    }
  }

  private static boolean withinBudget(Connection connection, int op) {
    return switch (op) {
      case Frame.HEARTBEAT -> true;
      case Frame.SEND_MESSAGE -> connection.budget().spendMessage();
      default -> connection.budget().spendEvent();
    };
  }

  private void run(Connection connection, int op, JsonNode data)
      throws JsonProcessingException, InterruptedException {
    if (connection.session() == null && op != Frame.HEARTBEAT && op != 2 && op != 6) {
      connection.close(CloseCode.NOT_AUTHENTICATED);
      return;
    }
    var frame = Frame.read(op, data);
    if (frame.isEmpty()) {
      connection.close(CloseCode.UNKNOWN_OPCODE);
      return;
    }
    var session = connection.session();
    if (session != null) {
      if (!signedIn.stands(session.actor())) {
        connection.close(CloseCode.AUTHENTICATION_FAILED);
        return;
      }
      lastSeen.note(session.actor().userId());
    }
    switch (frame.get()) {
      case Frame.Heartbeat() -> connection.heartbeat();
      case Frame.Identify body -> identify.run(connection, body);
      case Frame.Resume body -> resume.run(connection, body);
      case Frame.UpdatePresence body -> updatePresence.run(connection, body);
      case Frame.UpdateVoiceState() -> {}
      case Frame.RequestMembers body -> requestMembers.run(connection, body);
      case Frame.SendMessage body -> sendMessage.run(connection, body);
      case Frame.JoinRoom body -> joinRoom.run(connection, body);
    }
  }
}
