package chat.maru.platform.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/// Tells whether the calling thread is inside a JTA transaction.
@ApplicationScoped
public class Transactions {
  @Inject Instance<TransactionSynchronizationRegistry> offered;

  private volatile @Nullable TransactionSynchronizationRegistry registry;

  /// Whether a transaction is there, whatever its state.
  public boolean active() {
    return registry().getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /// Helidon offers the registry as a bean, Open Liberty by JNDI.
  @SuppressWarnings("BanJNDI") // a name of the specification (Jakarta EE), nothing a user wrote
  private TransactionSynchronizationRegistry registry() {
    var known = registry;
    if (known != null) {
      return known;
    }
    try {
      var found =
          offered.isResolvable()
              ? offered.get()
              : (TransactionSynchronizationRegistry)
                  new InitialContext().lookup("java:comp/TransactionSynchronizationRegistry");
      registry = found;
      return found;
    } catch (NamingException e) {
      throw new IllegalStateException("no transaction service", e);
    }
  }
}
