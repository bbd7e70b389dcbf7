package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.MessageJson;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The messages of a channel.
@Path("/channels/{channel_id}/messages")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MessagesResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject MessageSender sender;
  @Inject MessageReader reader;
  @Inject MessageForms forms;

  /// Returns a page of the history, newest first.
  @GET
  public List<MessageJson> listMessages(
      @PathParam("channel_id") String channel, @BeanParam Cursor cursor) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    return reader.page(grant, cursor.read());
  }

  /// Sends a message and returns it as stored.
  @POST
  @APIResponseSchema(MessageJson.class)
  public JsonNode createMessage(
      @PathParam("channel_id") String channel, @Nullable CreateMessage body) {
    var actor = caller.actor();
    if (body == null) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    return sender.send(actor, Param.id("channel_id", channel), Sent.of(body));
  }

  /// Sends a message with files: `payload_json`, and `files[n]`.
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public JsonNode createMessageWithFiles(
      @PathParam("channel_id") String channel,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream form) {
    var grant =
        gate.channel(caller.actor(), Param.id("channel_id", channel), Permission.SEND_MESSAGES);
    return forms.send(grant, forms.take(grant, Origin.of(uri, headers), body(headers, form)));
  }

  private static MessageForms.Body body(HttpHeaders headers, InputStream form) {
    return new MessageForms.Body(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), form);
  }

  /// The query parameters of every list of messages.
  public static class Cursor {
    @QueryParam("before")
    @Nullable String before;

    @QueryParam("after")
    @Nullable String after;

    @QueryParam("around")
    @Nullable String around;

    @QueryParam("limit")
    @Nullable String limit;

    MessageCursor read() {
      return MessageCursor.of(
          Param.optionalId("before", before),
          Param.optionalId("after", after),
          Param.optionalId("around", around),
          Param.optionalInt("limit", limit));
    }
  }
}
