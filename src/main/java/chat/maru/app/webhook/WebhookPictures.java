package chat.maru.app.webhook;

import chat.maru.kernel.Check;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pictures of webhooks, which clients ask for as they do for those of users.
@ApplicationScoped
public class WebhookPictures {
  private static final int MAX_BYTES = 1024 * 1024;

  @Inject Blobs blobs;

  Optional<Picture> read(Check check, @Nullable String dataUri) {
    return Picture.read(check, "avatar", dataUri, MAX_BYTES);
  }

  void store(long webhookId, Picture picture) {
    blobs.put("avatars/" + webhookId + "/" + picture.hash(), picture.bytes());
  }
}
