package chat.maru.platform.sql;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Runs a transaction again that the database ended for the sake of others: a deadlock (SQLSTATE
/// 40P01), a serialization failure (40001) or a lock timeout (55P03). What is announced waits for
/// the commit, so a run that was rolled back has told nobody anything.
///
/// Stands outside of the runtime's own interceptor (PLATFORM_BEFORE + 200). Only the outermost
/// transactional call is repeated: an inner one has no transaction of its own to run again. It
/// costs nothing until something fails. A commit that failed for good is told as a
/// [TransactionalException]. At most four runs, and none begins later than six seconds
/// after the first: one lock timeout of five seconds is repeated, a second one is an outage.
@Transactional
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class TransactionRepeater {
  private static final System.Logger LOG = System.getLogger(TransactionRepeater.class.getName());
  private static final Set<String> REPEATABLE = Set.of("40P01", "40001", "55P03");
  private static final int RUNS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final long PAUSE_MILLIS = 20;

  @Inject Transactions transactions;

  @AroundInvoke
  Object repeat(InvocationContext call) throws Exception {
    var begun = System.nanoTime();
    for (var run = 1; ; run++) {
      try {
        return call.proceed();
      } catch (Exception e) {
        if (run >= RUNS
            || !repeatable(e)
            || System.nanoTime() - begun > PATIENCE.toNanos()
            || transactions.active()) {
          throw unchecked(call, e);
        }
        LOG.log(
            Level.INFO,
            "event=transaction.repeated method={0} run={1} cause=\"{2}\"",
            call.getMethod().getName(),
            run,
            e.toString());
        pause(call, run, e);
      }
    }
  }

  /// Two that met in a deadlock must not meet again in step.
  private static void pause(InvocationContext call, int run, Exception failure) throws Exception {
    try {
      var longest = PAUSE_MILLIS << run;
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unchecked(call, failure);
    }
  }

  static boolean repeatable(Throwable failure) {
    return SqlFailure.within(failure, it -> REPEATABLE.contains(String.valueOf(it.getSQLState())));
  }

  /// Methods do not declare what a failed commit throws (rolled back, or of unknown outcome, as
  /// when the connection was lost in the middle of it), so nobody is prepared for a checked
  /// exception: it would end whatever thread goes on after a [RuntimeException].
  private static Exception unchecked(InvocationContext call, Exception failure) {
    var expected =
        failure instanceof RuntimeException
            || Arrays.stream(call.getMethod().getExceptionTypes())
                .anyMatch(declared -> declared.isInstance(failure));
    return expected ? failure : new TransactionalException("The commit failed", failure);
  }
}
