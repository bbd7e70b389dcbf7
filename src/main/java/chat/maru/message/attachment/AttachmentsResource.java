package chat.maru.message.attachment;

import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.http.Param;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Files of messages. Whoever has a signed address may fetch the file until it expires; every other
/// address is that of nothing.
@Path("/attachments/{channel_id}/{attachment_id}/{filename}")
@ApplicationScoped
@PermitAll
public class AttachmentsResource {
  /// What a browser shows without running it. Anything else is only saved.
  private static final Pattern SHOWN =
      Pattern.compile("image/(png|jpeg|gif|webp)|(video|audio)/.*|text/plain");

  @Inject AttachmentLinks links;
  @Inject Attachments attachments;
  @Inject Blobs blobs;

  @GET
  public Response getAttachment(@BeanParam Address address) {
    var signed = address.read();
    if (!links.holds(signed)) {
      throw Problem.NOT_FOUND.error();
    }
    var kept =
        attachments.find(signed.channelId(), signed.id()).orElseThrow(Problem.NOT_FOUND::error);
    var blob =
        blobs
            .find(Attachment.key(signed.channelId(), signed.id()))
            .orElseThrow(Problem.NOT_FOUND::error);
    var shown = SHOWN.matcher(kept.type()).matches();
    var name = URLEncoder.encode(kept.filename(), StandardCharsets.UTF_8).replace("+", "%20");
    return Response.ok(blob.content())
        .type(kept.type().equals("text/plain") ? "text/plain;charset=UTF-8" : kept.type())
        .header(HttpHeaders.CONTENT_LENGTH, blob.size())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + name)
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }

  /// The address with its signature.
  public static class Address {
    @PathParam("channel_id")
    String channel = "";

    @PathParam("attachment_id")
    String attachment = "";

    @PathParam("filename")
    String filename = "";

    @QueryParam("ex")
    String expires = "";

    @QueryParam("is")
    String issued = "";

    @QueryParam("hm")
    String mac = "";

    AttachmentLinks.Signed read() {
      return new AttachmentLinks.Signed(
          Param.id("channel_id", channel),
          Param.id("attachment_id", attachment),
          filename,
          orEmpty(expires),
          orEmpty(issued),
          orEmpty(mac));
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
