package chat.maru.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.platform.http.Outage;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionRepeaterTest {
  /// One without checked exceptions, and one with.
  private static final Method PLAIN = method("toString");

  private static final Method CLOSING = method("close");

  private Method declared = PLAIN;
  private boolean inside;
  private int runs;

  @ParameterizedTest
  @ValueSource(strings = {"40P01", "40001", "55P03"})
  void whatTheDatabaseEndedForOthersIsRunAgain(String state) throws Exception {
    assertThat(repeat(failing(1, new RuntimeException(new SQLException("", state)))))
        .isEqualTo("done");
    assertThat(runs).isEqualTo(2);
  }

  @Test
  void aCommitThatFailedCarriesItsReasonBesideIt() throws Exception {
    var failure = new RollbackException("rolled back");
    failure.addSuppressed(new RuntimeException(new SQLException("", "40P01")));
    assertThat(repeat(failing(3, failure))).isEqualTo("done");
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void aCommitThatFailedForGoodIsTheOutageThatItIs() {
    failsAsAnOutage(new RollbackException("rolled back"));
  }

  /// When the connection is lost in the middle of a commit.
  @Test
  void aCommitOfUnknownOutcomeIsTheOutageThatItIs() {
    failsAsAnOutage(new HeuristicMixedException());
  }

  private void failsAsAnOutage(Exception failure) {
    failure.addSuppressed(new RuntimeException(new SQLException("", "08006")));
    assertThatThrownBy(() -> repeat(failing(9, failure)))
        .isInstanceOf(TransactionalException.class)
        .matches(Outage::of);
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void whatAMethodDeclaresIsPassedOnAsItIs() {
    declared = CLOSING;
    var failure = new IOException();
    assertThatThrownBy(() -> repeat(failing(1, failure))).isSameAs(failure);
  }

  @Test
  void afterFourRunsTheFailureIsPassedOn() {
    var failure = new RuntimeException(new SQLException("", "40001"));
    assertThatThrownBy(() -> repeat(failing(9, failure))).isSameAs(failure);
    assertThat(runs).isEqualTo(4);
  }

  @Test
  void anInnerCallIsNotRepeated() {
    inside = true;
    var failure = new RuntimeException(new SQLException("", "40P01"));
    assertThatThrownBy(() -> repeat(failing(1, failure))).isSameAs(failure);
    assertThat(runs).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "08006", "57P01"})
  void otherFailuresAreNot(String state) {
    var failure = new RuntimeException(new SQLException("", state));
    assertThatThrownBy(() -> repeat(failing(1, failure))).isSameAs(failure);
    assertThat(runs).isEqualTo(1);
  }

  private static Method method(String name) {
    try {
      return InputStream.class.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private Object repeat(InvocationContext call) throws Exception {
    var repeater = new TransactionRepeater();
    repeater.transactions =
        new Transactions() {
          @Override
          public boolean active() {
            return inside;
          }
        };
    return repeater.repeat(call);
  }

  private InvocationContext failing(int times, Exception failure) {
    return (InvocationContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {InvocationContext.class},
            (_, method, _) -> {
              if (method.getName().equals("getMethod")) {
                return declared;
              }
              if (runs++ < times) {
                throw failure;
              }
              return "done";
            });
  }
}
