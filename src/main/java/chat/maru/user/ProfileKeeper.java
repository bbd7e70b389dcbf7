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

  @Inject Users users;
  @Inject CredentialChanges credentials;
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
    check(actor, body, username, globalName);
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
    apply(body, user);
    if (!users.flushed()) {
      throw taken();
    }
    outbox.announce(new Audience.User(user.id), new UserEvent.Update(user.me()));
    changed.fire(new UserChanged(user));
    return user.me();
  }

  private static void check(
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
    noPicture(check, "avatar", body.avatar());
    noPicture(check, "banner", body.banner());
    check.orRefuse();
  }

  private static void noPicture(Check check, String path, Patch<String> picture) {
    check.that(
        !(picture instanceof Patch.Set),
        path,
        "IMAGE_INVALID",
        "Pictures can not be stored on this server.");
  }

  private static void apply(ModifyCurrentUser body, User user) {
    user.avatar = body.avatar().orElse(user.avatar);
    user.banner = body.banner().orElse(user.banner);
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
