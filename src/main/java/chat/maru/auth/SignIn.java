package chat.maru.auth;

import chat.maru.auth.Accounts.NewAccount;
import chat.maru.auth.SessionKeeper.Rotation;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.limit.Charge;
import chat.maru.limit.Limit;
import chat.maru.limit.Limits;
import chat.maru.limit.Payer;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.LogIn;
import chat.maru.wire.MeJson;
import chat.maru.wire.RegisterAccount;
import chat.maru.wire.RegisteredJson;
import chat.maru.wire.TokensJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ways to get tokens: a new account, a password, a refresh token (`docs/flows/login.md`).
/// Passwords are hashed outside of any transaction: that takes as long as a hundred queries.
@ApplicationScoped
public class SignIn {
  @Inject Accounts accounts;
  @Inject SessionKeeper keeper;
  @Inject Passwords passwords;
  @Inject NodeLease ids;
  @Inject Limits limits;
  @Inject Clock clock;

  /// @throws ApiException 400 with every fault named; of several who want a name at once all but
  ///     one
  RegisteredJson register(RegisterAccount body, Device device) {
    var username = AccountRules.tidy(body.username());
    var email = AccountRules.tidy(body.email());
    var globalName = AccountRules.tidy(body.globalName());
    var check = new Check();
    AccountRules.username(check, username);
    AccountRules.email(check, email);
    AccountRules.password(check, "password", body.password());
    AccountRules.globalName(check, globalName);
    check.orRefuse();
    return register(
        Objects.requireNonNull(username),
        Objects.requireNonNull(email),
        globalName,
        Objects.requireNonNull(body.password()),
        device);
  }

  private RegisteredJson register(
      String username, String email, @Nullable String globalName, String password, Device device) {
    refuse(accounts.taken(username, email, 0));
    var account =
        new NewAccount(
            ids.nextId(), username, email, globalName, passwords.hash(password), clock.instant());
    return keeper
        .create(account, device)
        .map(tokens -> RegisteredJson.of(me(account), tokens))
        .orElseThrow(() -> lost(account));
  }

  /// Somebody else was faster by so little that only the insert has shown it.
  private ApiException lost(NewAccount account) {
    refuse(accounts.taken(account.username(), account.email(), 0));
    return Problem.UNAVAILABLE.error(); // and has vanished since
  }

  private static void refuse(Accounts.Taken taken) {
    var check = new Check();
    AccountRules.notTaken(check, taken);
    check.orRefuse();
  }

  /// @throws ApiException 401, the same for an unknown address and a wrong password; 429 for too
  ///     many attempts on one account, from wherever
  TokensJson logIn(LogIn body, Device device) {
    var email = AccountRules.tidy(body.email() == null ? body.login() : body.email());
    var check = new Check().required("email", email).required("password", body.password());
    check.orRefuse();
    var claimed = Objects.requireNonNull(email).toLowerCase(Locale.ROOT);
    limits.require(Charge.of(Limit.LOGIN, Payer.account(claimed)));
    var password = Objects.requireNonNull(body.password());
    var known =
        Optional.ofNullable(email).filter(AccountRules::isEmail).flatMap(accounts::findByEmail);
    if (!passwords.matches(password, known.map(Accounts.Credentials::passwordHash))) {
      throw Problem.INVALID_CREDENTIALS.error();
    }
    var credentials = known.orElseThrow(Problem.INVALID_CREDENTIALS::error);
    var rehashed =
        passwords.outdated(credentials.passwordHash())
            ? Optional.of(passwords.hash(password))
            : Optional.<String>empty();
    return keeper.open(credentials, rehashed, device);
  }

  /// @throws ApiException 401 for a token that is unknown, expired or was used before
  TokensJson refresh(@Nullable String token, String address) {
    new Check().required("refresh_token", token).orRefuse();
    return switch (keeper.rotate(Tokens.sha256(Objects.requireNonNull(token)), address)) {
      case Rotation.Next(var tokens) -> tokens;
      case Rotation.Reused _ -> throw Problem.REFRESH_REUSED.error();
      case Rotation.Expired _ -> throw Problem.TOKEN_EXPIRED.error();
      case Rotation.Unknown _ -> throw Problem.INVALID_TOKEN.error();
    };
  }

  private static MeJson me(NewAccount account) {
    return new MeJson(
        account.id(),
        account.username(),
        "0",
        account.globalName(),
        null,
        false,
        false,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        "",
        false,
        "en-US",
        0,
        account.email(),
        false);
  }
}
