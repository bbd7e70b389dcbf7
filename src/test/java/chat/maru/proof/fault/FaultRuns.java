package chat.maru.proof.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// `mvn -q -Pfaults -Dfaults.args="..."`: the long set. `docs/proof` says how to read what it
/// writes.
final class FaultRuns implements AutoCloseable {
  private static final Path DIRECTORY =
      Path.of("target", "faults", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();

  private final FaultOptions options;
  private final List<Result> results = new ArrayList<>();
  private @Nullable Installation installation;
  private boolean smallDisk;
  private int installations;

  private FaultRuns(FaultOptions options) {
    this.options = options;
  }

  public static void main(String[] args) throws InterruptedException, IOException {
    FaultOptions options;
    try {
      options = FaultOptions.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try (var runs = new FaultRuns(options)) {
      runs.all();
      System.exit(runs.results.stream().allMatch(Result::isClean) ? 0 : 1);
    }
  }

  private void all() throws InterruptedException, IOException {
    var table = new FaultTable(options);
    var chance = new Random();
    for (var round = 0; round < options.seeds(); round++) {
      for (var fault : options.faults()) {
        var seed = options.seed().orElseGet(() -> chance.nextLong(1_000_000));
        try {
          var result = run(fault, seed);
          results.add(result);
          table.add(result);
          if (!result.isClean()) {
            close(); // what is broken in it would be found again by the next
          }
        } catch (UnsupportedOperationException e) {
          System.out.printf("fault %s is left out: %s%n", fault.name(), e.getMessage());
          table.leftOut(fault, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private Result run(Fault fault, long seed) throws InterruptedException {
    var journals = DIRECTORY.resolve(fault.name() + "-" + seed);
    try {
      return new Run(on(fault), fault, seed, journals).run(options.time());
    } catch (UnsupportedOperationException e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      e.printStackTrace(System.out);
      var volume = new Result.Volume(0, 0, 0, 0);
      return new Result(fault.name(), seed, volume, 0, List.of("did not run: " + e), 0);
    }
  }

  private Installation on(Fault fault) {
    if (installation != null && smallDisk != fault.smallDisk()) {
      close();
    }
    if (installation == null) {
      smallDisk = fault.smallDisk();
      var directory = DIRECTORY.resolve("installation-" + ++installations);
      installation =
          Installation.start(directory, new Installation.Size(options.brokers(), smallDisk));
    }
    return installation;
  }

  @Override
  public void close() {
    if (installation != null) {
      installation.close();
      installation = null;
    }
  }
}
