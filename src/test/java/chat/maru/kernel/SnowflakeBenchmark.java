package chat.maru.kernel;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What an id costs. A node can make 4,096 in a millisecond, 244 ns each, before its time runs
/// ahead of the clock.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SnowflakeBenchmark {
  private final SnowflakeGenerator generator = new SnowflakeGenerator(Clock.systemUTC(), 7);
  private final String text = Long.toString(generator.next());

  @Benchmark
  public long next() {
    return generator.next();
  }

  @Benchmark
  @Threads(2)
  public long nextOfTwoThreads() {
    return generator.next();
  }

  @Benchmark
  public long parse() {
    return Snowflake.parse(text);
  }
}
