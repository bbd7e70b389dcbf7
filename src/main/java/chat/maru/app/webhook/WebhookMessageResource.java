package chat.maru.app.webhook;

import chat.maru.message.MessageForms;
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

/// A message that a webhook has sent, for whoever holds the token.
@ApplicationScoped
@PermitAll
@Path("/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookMessageResource {
  @Inject WebhookDoor door;
  @Inject WebhookMessages messages;
  @Inject MessageForms forms;

  @GET
  public MessageJson getWebhookMessage(
      @BeanParam WebhookTokenResource.Held held, @PathParam("message_id") String id) {
    return messages.show(held.enter(door).grant(), Param.id("message_id", id));
  }

  @PATCH
  public MessageJson updateWebhookMessage(
      @BeanParam WebhookTokenResource.Held held,
      @PathParam("message_id") String id,
      @Nullable ModifyMessage body) {
    return messages.edit(held.enter(door), Param.id("message_id", id), Param.body(body), Map.of());
  }

  /// Edits the message and adds files to it.
  @PATCH
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public MessageJson updateWebhookMessageWithFiles(
      @BeanParam WebhookTokenResource.Held held,
      @PathParam("message_id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream form) {
    var entry = held.enter(door);
    var message = Param.id("message_id", id);
    var body = new MessageForms.Body(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), form);
    var taken = forms.take(entry.grant(), Origin.of(uri, headers), body);
    return forms.with(
        taken, ModifyMessage.class, change -> messages.edit(entry, message, change, taken.files()));
  }

  @DELETE
  public void deleteWebhookMessage(
      @BeanParam WebhookTokenResource.Held held, @PathParam("message_id") String id) {
    messages.remove(held.enter(door).grant(), Param.id("message_id", id));
  }
}
