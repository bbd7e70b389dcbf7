package chat.maru.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a node allows while Redis is away.
class LocalBucketsTest {
  private static final Payer ALICE = Payer.user(7);
  private final LocalBuckets buckets = new LocalBuckets();
  private long now = 1_700_000_000_000L;

  @BeforeEach
  void configure() {
    buckets.config = new LimitConfig();
    buckets.config.config = ConfigProvider.getConfig();
    buckets.config.read();
  }

  @Test
  void theSameRate() {
    assertThat(passing(Limit.CREATE_MESSAGE, 20)).isEqualTo(5);
    now += 999;
    assertThat(passing(Limit.CREATE_MESSAGE, 20)).isZero();
    now += 1;
    assertThat(passing(Limit.CREATE_MESSAGE, 20)).isEqualTo(1);
    now += 60_000;
    assertThat(passing(Limit.CREATE_MESSAGE, 20)).isEqualTo(5);
  }

  @Test
  void halfOfItAgainstGuessing() {
    assertThat(passing(Limit.AUTH, 20)).isEqualTo(3); // of seven
    now += 20_000;
    assertThat(passing(Limit.AUTH, 20)).isEqualTo(1);
  }

  @Test
  void allOrNothing() {
    passing(Limit.AUTH, 20);
    var both = List.of(Charge.of(Limit.GLOBAL, ALICE), Charge.of(Limit.AUTH, ALICE));
    for (var i = 0; i < 100; i++) {
      var verdict = buckets.spend(both, now);
      assertThat(verdict.refusal().orElseThrow().charge().limit()).isEqualTo(Limit.AUTH);
      assertThat(verdict.left().getFirst().remaining()).isEqualTo(50);
    }
  }

  @Test
  void theTimeToWaitIsEnough() {
    passing(Limit.CREATE_MESSAGE, 5);
    var refusal =
        buckets.spend(List.of(Charge.of(Limit.CREATE_MESSAGE, ALICE)), now).refusal().orElseThrow();
    now += refusal.after().toMillis();
    assertThat(passing(Limit.CREATE_MESSAGE, 5)).isEqualTo(1);
  }

  @Test
  void ofManyAtOnceExactlyTheSizePasses() throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < 500; i++) {
      calls.add(() -> passing(Limit.GLOBAL, 1) == 1);
    }
    try (var pool = Executors.newFixedThreadPool(16)) {
      var passed = 0;
      for (var answer : pool.invokeAll(calls)) {
        passed += answer.get() ? 1 : 0;
      }
      assertThat(passed).isEqualTo(50);
    }
  }

  @Test
  void itsMemoryIsBounded() {
    for (var i = 0; i < LocalBuckets.BOUND + 1000; i++) {
      buckets.spend(List.of(Charge.of(Limit.API, Payer.user(i))), now);
    }
    assertThat(buckets.count()).isEqualTo(LocalBuckets.BOUND);
  }

  @Test
  void sizesAreReadAndRefused() {
    assertThat(Size.parse("60+20/60s").most()).isEqualTo(80);
    assertThat(Size.parse("1/250ms")).hasToString("1/250ms");
    for (var wrong : List.of("5", "5/5", "0/5s", "5/0s", "-1/5s", "5+/5s", "five/5s", "")) {
      assertThatThrownBy(() -> Size.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private int passing(Limit limit, int calls) {
    var passed = 0;
    for (var i = 0; i < calls; i++) {
      var verdict = buckets.spend(List.of(Charge.of(limit, ALICE)), now);
      passed += verdict.refusal().isEmpty() ? 1 : 0;
    }
    return passed;
  }
}
