package chat.maru.auth;

import chat.maru.auth.Accounts.Credentials;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a user changes its password and its e-mail address.
///
/// In two steps, because hashing takes as long as a hundred queries: [#prepare] outside of any
/// transaction, [#apply] inside the caller's own, so that other changes of the same call are made
/// together with it or not at all.
@ApplicationScoped
public class CredentialChanges {
  @Inject Accounts accounts;
  @Inject SessionKeeper keeper;
  @Inject Passwords passwords;

  /// A change that was checked.
  ///
  /// @param before what it was checked against; it is refused if that has changed meanwhile
  public record Prepared(
      Actor actor, Credentials before, Optional<String> newHash, Optional<String> newEmail) {}

  /// Checks the current password and what is to come.
  ///
  /// @throws chat.maru.kernel.ApiException 400 with the fields `password`, `new_password`, `email`
  ///     named; 403 for a bot
  public Prepared prepare(
      Actor actor,
      @Nullable String current,
      Optional<String> newPassword,
      Optional<String> newEmail) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var email = newEmail.map(AccountRules::tidy);
    var check = new Check().required("password", current);
    newPassword.ifPresent(password -> AccountRules.password(check, "new_password", password));
    email.ifPresent(address -> AccountRules.email(check, address));
    check.orRefuse();
    var before = accounts.find(actor.userId()).orElseThrow(Problem.UNAUTHORIZED::error);
    if (!passwords.matches(Objects.requireNonNull(current), Optional.of(before.passwordHash()))) {
      throw wrong();
    }
    return new Prepared(actor, before, newPassword.map(passwords::hash), email);
  }

  /// Makes the change. A new password ends all other sessions of the user; a new address has to be
  /// verified anew.
  ///
  /// @throws chat.maru.kernel.ApiException 400 if the address is taken, or if the password was
  ///     changed since it was checked
  @Transactional
  public void apply(Prepared change) {
    var userId = change.actor().userId();
    var current = keeper.lock(userId).orElseThrow(Problem.UNAUTHORIZED::error);
    if (!current.passwordHash().equals(change.before().passwordHash())) {
      throw wrong();
    }
    change
        .newEmail()
        .filter(email -> !email.equals(current.email()))
        .ifPresent(email -> move(userId, email));
    change
        .newHash()
        .ifPresent(
            hash -> {
              accounts.setPasswordHash(userId, hash);
              keeper.revoke(userId, id -> id != change.actor().sessionId());
            });
  }

  private void move(long userId, String email) {
    if (!accounts.setEmail(userId, email)) {
      throw Problem.INVALID_FORM_BODY
          .error()
          .field("email", AccountRules.TAKEN_EMAIL, "Email is already registered.");
    }
  }

  private static RuntimeException wrong() {
    return Problem.INVALID_FORM_BODY
        .error()
        .field("password", "PASSWORD_DOES_NOT_MATCH", "Password does not match.");
  }
}
