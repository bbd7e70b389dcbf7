package chat.maru.auth;

import chat.maru.kernel.Problem;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Argon2id with the parameters that OWASP's password storage sheet names (19 MiB, 2 iterations, 1
/// lane). No more hashes are computed at a time than there are processors: each takes twice its
/// memory, and a storm of logins must not take all there is.
@ApplicationScoped
public class Passwords {
  private static final int SALT = 16;
  private static final int OUTPUT = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject AuthConfig config;

  private final Semaphore running =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
  private Argon2Function argon2 = Argon2Function.getInstance(8, 1, 1, OUTPUT, Argon2.ID);
  private String nobodys = "";

  @PostConstruct
  void prepare() {
    argon2 =
        Argon2Function.getInstance(
            config.passwordMemory(), config.passwordIterations(), 1, OUTPUT, Argon2.ID);
    nobodys = hash(Tokens.refresh());
  }

  /// Hashes a new password, with its salt and parameters in the result.
  ///
  /// @throws chat.maru.kernel.ApiException 503 if it is not its turn within 5 s
  String hash(String password) {
    return inTurn(() -> Password.hash(password).addRandomSalt(SALT).with(argon2).getResult());
  }

  /// Tells whether the password is the one of the hash. Without a hash it takes as long, so that
  /// nobody learns from the time whether an account exists.
  ///
  /// @throws chat.maru.kernel.ApiException 503 if it is not its turn within 5 s
  boolean matches(String password, Optional<String> hash) {
    var against = hash.orElse(nobodys);
    return inTurn(
        () ->
            Password.check(password, against).with(Argon2Function.getInstanceFromHash(against))
                && hash.isPresent());
  }

  /// Tells whether the hash was made with other parameters than today's.
  boolean outdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(argon2);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(2));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(2));
    }
    try {
      return work.get();
    } finally {
      running.release();
    }
  }
}
