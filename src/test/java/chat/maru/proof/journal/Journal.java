package chat.maru.proof.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The journal of one client, written line by line. May be used by several threads.
public final class Journal implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private static final String SUFFIX = ".jsonl";
  private static final Instant EPOCH = Instant.now();
  private static final long EPOCH_NANOS = System.nanoTime();

  private final BufferedWriter out;

  private Journal(BufferedWriter out) {
    this.out = out;
  }

  /// Begins the journal of a client in a directory that all journals of the run share.
  public static Journal begin(Path directory, String client) {
    try {
      Files.createDirectories(directory);
      return new Journal(Files.newBufferedWriter(directory.resolve(client + SUFFIX)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Microseconds since the epoch, by a clock that never steps.
  public static long now() {
    return EPOCH.getEpochSecond() * 1_000_000
        + EPOCH.getNano() / 1000
        + (System.nanoTime() - EPOCH_NANOS) / 1000;
  }

  public synchronized void write(Entry entry) {
    try {
      out.write(JSON.writerFor(Entry.class).writeValueAsString(entry));
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads all journals of a run: the entries of each client in its own order.
  ///
  /// @throws UncheckedIOException for a line that is no entry
  public static List<List<Entry>> read(Path directory) {
    try (var files = Files.list(directory)) {
      var journals = new ArrayList<List<Entry>>();
      for (var file : files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList()) {
        var entries = new ArrayList<Entry>();
        for (var line : Files.readAllLines(file)) {
          entries.add(JSON.readValue(line, Entry.class));
        }
        journals.add(List.copyOf(entries));
      }
      return List.copyOf(journals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
