package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.ApiException;
import chat.maru.message.attachment.Uploads;
import chat.maru.message.attachment.Uploads.Taken;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.Json;
import chat.maru.wire.Malformed;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Messages that come with files, as forms: `payload_json` is the body, `files[n]` are the files.
@ApplicationScoped
public class MessageForms {
  @Inject Uploads uploads;
  @Inject MessageSender sender;
  @Inject MessageEditor editor;

  /// A form as it arrives.
  public record Body(@Nullable String contentType, InputStream content) {}

  /// Takes a form's files.
  ///
  /// @param origin the server's address as the client sees it
  public Taken take(Grant grant, String origin, Body form) {
    grant.require(Permission.ATTACH_FILES);
    return uploads.take(grant, origin, form.contentType(), form.content());
  }

  public JsonNode send(Grant grant, Taken taken) {
    return with(
        taken,
        CreateMessage.class,
        body -> sender.send(grant.actor(), grant.channelId(), new Sent(body, taken.files())));
  }

  public MessageJson edit(Grant grant, long messageId, Taken taken) {
    return with(
        taken, ModifyMessage.class, body -> editor.edit(grant, messageId, body, taken.files()));
  }

  /// Reads a form's body and calls with it. Files of what was refused are given up. After an outage
  /// the message may still be stored.
  public <B, T> T with(Taken taken, Class<B> type, Function<B, T> call) {
    try {
      return call.apply(read(taken, type));
    } catch (ApiException refusal) {
      if (refusal.problem().status() < 500) {
        uploads.discard(taken.files().values().stream().toList());
      }
      throw refusal;
    }
  }

  private static <T> T read(Taken taken, Class<T> type) {
    try {
      return Json.read(taken.payload() == null ? "{}" : taken.payload(), type);
    } catch (JsonProcessingException e) {
      throw Malformed.error(e);
    }
  }
}
