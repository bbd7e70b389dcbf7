package chat.maru.app.webhook;

import chat.maru.message.MessageForms;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.ExecuteWebhook;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyWebhook;
import chat.maru.wire.WebhookJson;
import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// A webhook, for whoever holds its token: no other credentials are asked for.
@ApplicationScoped
@PermitAll
@Path("/webhooks/{webhook_id}/{webhook_token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookTokenResource {
  @Inject WebhookKeeper keeper;
  @Inject WebhookDoor door;
  @Inject WebhookSender sender;
  @Inject MessageForms forms;

  @GET
  public WebhookJson getWebhookByToken(
      @BeanParam Held held, @Context UriInfo uri, @Context HttpHeaders headers) {
    return keeper.showHeld(held.id(), held.token).at(Origin.of(uri, headers));
  }

  @PATCH
  public WebhookJson updateWebhookByToken(
      @BeanParam Held held,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Nullable ModifyWebhook body) {
    return keeper.modifyHeld(held.id(), held.token, Param.body(body)).at(Origin.of(uri, headers));
  }

  @DELETE
  public void deleteWebhookByToken(@BeanParam Held held) {
    keeper.deleteHeld(held.id(), held.token);
  }

  /// Sends a message.
  @POST
  @APIResponseSchema(MessageJson.class)
  @APIResponse(responseCode = "204", description = "Sent; `wait` was not asked for.")
  public Response executeWebhook(
      @BeanParam Held held, @BeanParam Execution how, @Nullable ExecuteWebhook body) {
    var entry = held.enter(door);
    return answer(sender.execute(entry, how.terms(), Param.body(body), Map.of()));
  }

  /// Sends a message with files: `payload_json`, and `files[n]`.
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response executeWebhookWithFiles(
      @BeanParam Held held,
      @BeanParam Execution how,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream form) {
    var entry = held.enter(door);
    var body = new MessageForms.Body(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), form);
    var taken = forms.take(entry.grant(), Origin.of(uri, headers), body);
    return answer(
        forms.with(
            taken,
            ExecuteWebhook.class,
            message -> sender.execute(entry, how.terms(), message, taken.files())));
  }

  private static Response answer(Optional<JsonNode> message) {
    return message.map(Response::ok).orElseGet(Response::noContent).build();
  }

  /// What the caller holds, and the thread that it means.
  public static class Held {
    @PathParam("webhook_id")
    String webhookId = "";

    @PathParam("webhook_token")
    String token = "";

    @QueryParam("thread_id")
    @Nullable String threadId;

    long id() {
      return Param.id("webhook_id", webhookId);
    }

    WebhookDoor.Entry enter(WebhookDoor door) {
      return door.enter(id(), token, Param.optionalId("thread_id", threadId));
    }
  }

  /// How it is to be executed.
  public static class Execution {
    @QueryParam("wait")
    @Nullable String wait;

    @QueryParam("with_components")
    @Nullable String withComponents;

    WebhookSender.Terms terms() {
      return new WebhookSender.Terms(Param.flag(wait), Param.flag(withComponents));
    }
  }
}
