package chat.maru.media;

import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pictures, at the addresses that clients know (reference: "CDN Endpoints"). Whoever knows the
/// address may see them, as on Discord. Whatever extension and `size` are asked for, the picture
/// comes as it was sent, with its true type.
@ApplicationScoped
@PermitAll
@Path("/{kind: avatars|banners|icons|splashes|discovery-splashes|app-icons|emojis}")
public class PicturesResource {
  private static final Pattern FILE = Pattern.compile("([a-z0-9_]{1,64})\\.(png|jpe?g|gif|webp)");
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  @Inject Blobs blobs;
  @Inject PictureLinks links;

  /// An emoji by its id: its picture never changes.
  @GET
  @Path("/{file}")
  public Response getEmojiPicture(@PathParam("kind") String kind, @PathParam("file") String file) {
    return answer(kind + "/" + stem(file));
  }

  /// A picture of a user, a guild or an application by its hash.
  @GET
  @Path("/{id: [0-9]+}/{file}")
  public Response getPicture(
      @PathParam("kind") String kind,
      @PathParam("id") String id,
      @PathParam("file") String file,
      @HeaderParam("Sec-Fetch-Dest") @Nullable String destination) {
    var key = kind + "/" + id + "/" + stem(file);
    return isPage(destination) || blob(key).isPresent() ? answer(key) : elsewhere(key);
  }

  /// Whoever follows an address is not sent to where somebody else wants: only pictures in a page
  /// are.
  private static boolean isPage(@Nullable String destination) {
    return "document".equals(destination) || "iframe".equals(destination);
  }

  private Response elsewhere(String key) {
    var url = links.find(key).orElseThrow(Problem.NOT_FOUND::error);
    return Response.status(Response.Status.FOUND)
        .header(HttpHeaders.LOCATION, url)
        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
        .build();
  }

  private static String stem(String file) {
    var parts = FILE.matcher(file);
    if (!parts.matches()) {
      throw Problem.NOT_FOUND.error();
    }
    return parts.group(1);
  }

  private Optional<Blobs.Blob> blob(String key) {
    return Blobs.isKey(key) ? blobs.find(key) : Optional.empty();
  }

  private Response answer(String key) {
    try (var content = blob(key).orElseThrow(Problem.NOT_FOUND::error).content()) {
      var picture = Picture.of(content.readAllBytes()).orElseThrow(Problem.NOT_FOUND::error);
      return Response.ok(picture.bytes())
          .type(picture.type())
          .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
          .header("Cross-Origin-Resource-Policy", "cross-origin")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
