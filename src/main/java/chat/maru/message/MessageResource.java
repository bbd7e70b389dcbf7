package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyMessage;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message.
@Path("/channels/{channel_id}/messages/{message_id}")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MessageResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject MessageReader reader;
  @Inject MessageEditor editor;
  @Inject MessageRemover remover;
  @Inject MessagePublisher publisher;
  @Inject MessageForms forms;

  /// Returns the message.
  @GET
  public MessageJson getMessage(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    return reader
        .find(channel(channel), Param.id("message_id", message))
        .orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  /// Edits the message.
  @PATCH
  public MessageJson updateMessage(
      @PathParam("channel_id") String channel,
      @PathParam("message_id") String message,
      @Nullable ModifyMessage body) {
    var grant = channel(channel);
    return editor.edit(grant, Param.id("message_id", message), Param.body(body), Map.of());
  }

  /// Edits the message and adds files to it.
  @PATCH
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public MessageJson updateMessageWithFiles(
      @BeanParam Place at, @Context UriInfo uri, @Context HttpHeaders headers, InputStream form) {
    var grant = channel(at.channel);
    var body = new MessageForms.Body(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), form);
    return forms.edit(
        grant,
        Param.id("message_id", at.message),
        forms.take(grant, Origin.of(uri, headers), body));
  }

  /// Publishes the message to the channels that follow this one.
  @POST
  @Path("/crosspost")
  public MessageJson crosspostMessage(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    return publisher.crosspost(channel(channel), Param.id("message_id", message));
  }

  /// The message by its channel.
  public static class Place {
    @PathParam("channel_id")
    String channel = "";

    @PathParam("message_id")
    String message = "";
  }

  /// Deletes the message.
  @DELETE
  public void deleteMessage(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    remover.remove(channel(channel), Param.id("message_id", message));
  }

  private Grant channel(String channel) {
    return gate.channel(caller.actor(), Param.id("channel_id", channel));
  }
}
