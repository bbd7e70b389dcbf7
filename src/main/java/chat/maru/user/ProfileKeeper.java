package chat.maru.user;

import chat.maru.auth.AccountRules;
import chat.maru.auth.Actor;
import chat.maru.auth.CredentialChanges;
import chat.maru.auth.CredentialChanges.Prepared;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import chat.maru.wire.MeJson;
import chat.maru.wire.ModifyCurrentUser;
import chat.maru.wire.event.UserEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes what users show of themselves.
@ApplicationScoped
public class ProfileKeeper {
  private static final String REQUIRED = "BASE_TYPE_REQUIRED";
  private static final int WHITE = 0xFFFFFF;
  private static final int MAX_PICTURE_BYTES = 1024 * 1024;

  @Inject Users users;
  @Inject CredentialChanges credentials;
  @Inject Blobs blobs;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Event<UserChanged> changed;

  /// Checks a change of password or address that the body may ask for. Takes long (a hash), so it
  /// comes before the transaction of [#modify].
  public Optional<Prepared> prepare(Actor actor, ModifyCurrentUser body) {
    if (body.email().isKept() && body.newPassword().isKept()) {
      return Optional.empty();
    }
    new Check()
        .that(!(body.email() instanceof Patch.Clear), "email", REQUIRED, "This field is required")
        .that(
            !(body.newPassword() instanceof Patch.Clear),
            "new_password",
            REQUIRED,
            "This field is required")
        .orRefuse();
    return Optional.of(
        credentials.prepare(
            actor,
            body.password().orElse(null),
            Optional.ofNullable(body.newPassword().orElse(null)),
            Optional.ofNullable(body.email().orElse(null))));
  }

  /// Changes the actor's profile. Names of people are unique, whatever their case.
  ///
  /// @param prepared what [#prepare] has made of the same body
  @Transactional
  public MeJson modify(Actor actor, ModifyCurrentUser body, Optional<Prepared> prepared) {
    var username = AccountRules.tidy(body.username().orElse(null));
    var globalName = AccountRules.tidy(body.globalName().orElse(null));
    var pictures = check(actor, body, username, globalName);
    store(actor.userId(), pictures);
    keys.lockUsers(actor.userId());
    prepared.ifPresent(credentials::apply);
    var user = users.find(actor.userId()).orElseThrow(Problem.UNAUTHORIZED::error);
    if (username != null && !username.equals(user.username)) {
      if (!actor.bot() && users.isTaken(username, user.id)) {
        throw taken();
      }
      user.username = username;
    }
    if (!body.globalName().isKept()) {
      user.globalName = globalName;
    }
    apply(body, user, pictures);
    if (!users.flushed()) {
      throw taken();
    }
    outbox.announce(new Audience.User(user.id), new UserEvent.Update(user.me()));
    changed.fire(new UserChanged(user));
    return user.me();
  }

  private static Pictures check(
      Actor actor, ModifyCurrentUser body, @Nullable String username, @Nullable String globalName) {
    var check = new Check();
    if (!body.username().isKept()) {
      if (actor.bot()) {
        check.required("username", username).length("username", username, 1, 32);
      } else {
        AccountRules.username(check, username);
      }
    }
    AccountRules.globalName(check, globalName);
    check.length("bio", body.bio().orElse(null), 0, 190);
    check.range("accent_color", body.accentColor().orElse(null), 0, WHITE);
    var pictures =
        new Pictures(
            Picture.read(check, "avatar", body.avatar().orElse(null), MAX_PICTURE_BYTES),
            Picture.read(check, "banner", body.banner().orElse(null), MAX_PICTURE_BYTES));
    check.orRefuse();
    return pictures;
  }

  /// The pictures that a body sets.
  private record Pictures(Optional<Picture> avatar, Optional<Picture> banner) {}

  private void store(long userId, Pictures pictures) {
    pictures.avatar().ifPresent(one -> blobs.put(key("avatars", userId, one), one.bytes()));
    pictures.banner().ifPresent(one -> blobs.put(key("banners", userId, one), one.bytes()));
  }

  private static String key(String kind, long userId, Picture picture) {
    return kind + "/" + userId + "/" + picture.hash();
  }

  private static void apply(ModifyCurrentUser body, User user, Pictures pictures) {
    user.avatar =
        pictures.avatar().map(Picture::hash).orElse(body.avatar().isKept() ? user.avatar : null);
    user.banner =
        pictures.banner().map(Picture::hash).orElse(body.banner().isKept() ? user.banner : null);
    user.accentColor = body.accentColor().orElse(user.accentColor);
    var bio = body.bio().orElse(user.bio);
    user.bio = bio == null ? "" : bio;
  }

  private static RuntimeException taken() {
    return Problem.INVALID_FORM_BODY
        .error()
        .field("username", AccountRules.TAKEN_NAME, "Username is already taken.");
  }
}
