package chat.maru.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Cuts thousands of sockets at once and brings them back by RESUME, while messages flow in another
/// channel: how long until all are back, and what the flow felt of it.
final class Storm {
  private static final int CONNECTING = 128;
  private static final int BEFORE = 10;
  private static final int AFTER = 60;
  private static final byte[] MESSAGE = "\"MESSAGE_CREATE\"".getBytes(StandardCharsets.US_ASCII);

  private final Options options;
  private final Api api;
  private final Report report;
  private final Histogram back = new Histogram(3);
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  Storm(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  /// A client that is cut, and what it was shown on both of its sockets.
  private static final class Cut implements Client.Purpose {
    private final AtomicInteger shown = new AtomicInteger();

    @Override
    public boolean message(byte[] frame, int from, int to) {
      if (contains(frame, from, to)) {
        shown.incrementAndGet();
      }
      return false;
    }

    @Override
    public void ack(JsonNode data) {}

    @Override
    public void cut(int code) {}

    private static boolean contains(byte[] frame, int from, int to) {
      for (var at = from; at <= Math.min(to, from + 64) - MESSAGE.length; at++) {
        if (Arrays.equals(frame, at, at + MESSAGE.length, MESSAGE, 0, MESSAGE.length)) {
          return true;
        }
      }
      return false;
    }
  }

  void run(String name) throws IOException, InterruptedException {
    var count = options.number("storm");
    report.section(
        "storm: %d sockets cut at once, %s messages/s in another channel of %d listeners"
            .formatted(count, options.text("rate"), options.number("listeners")));
    var place = Place.make(api, name, 1).getFirst();
    var flowing = Place.make(api, name + "w", 1);
    var cuts = Collections.nCopies(count, 0).stream().map(_ -> new Cut()).toList();
    try (var reader = new Reader();
        var beside = Executors.newSingleThreadExecutor()) {
      var sessions = new Sessions(reader, api.server(), options.number("wave"));
      var clients =
          sessions.open(
              cuts.stream().map(cut -> new Sessions.Wanted(place.listener(), true, cut)).toList());
      report.identify(sessions);
      var pace = new Load.Pace(options.rate(), BEFORE, AFTER);
      var flow = beside.submit(() -> new Load(options, api, report).at(pace, name + "w", flowing));
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(BEFORE));
      breakOut(reader, place, clients, cuts);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
      tell(count, cuts);
      report.run(flow.get().run());
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void breakOut(Reader reader, Place place, List<Client> clients, List<Cut> cuts)
      throws IOException, InterruptedException {
    var cutAt = System.nanoTime();
    clients.forEach(client -> client.socket().close());
    api.createMessage(place.channelId(), place.sender(), Map.of("content", "while they are gone"));
    try (var pool = Executors.newFixedThreadPool(CONNECTING, Thread.ofVirtual().factory())) {
      for (var i = 0; i < clients.size(); i++) {
        var at = i;
        Future<?> _ =
            pool.submit(() -> comeBack(reader, place, clients.get(at), cuts.get(at), cutAt));
      }
    }
  }

  /// Tries again until it is back, as client libraries do.
  private void comeBack(Reader reader, Place place, Client before, Cut cut, long cutAt) {
    while (System.nanoTime() - cutAt < TimeUnit.SECONDS.toNanos(2L * AFTER)) {
      try {
        var client = Client.connect(api.server(), cut);
        reader.add(client);
        in(client.greeted());
        client.resume(place.listener(), before);
        in(client.ready());
        synchronized (back) {
          back.recordValue(System.nanoTime() - cutAt);
        }
        return;
      } catch (Client.InvalidSession _) {
        lost.incrementAndGet();
        return;
      } catch (IOException | TimeoutException _) {
        refused.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void in(CompletableFuture<Client> answer)
      throws IOException, InterruptedException, TimeoutException {
    try {
      answer.get(40, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  private void tell(int count, List<Cut> cuts) {
    report.line(
        "back by RESUME",
        "%,d of %,d; %,d tries failed, %,d sessions were gone"
            .formatted(back.getTotalCount(), count, refused.get(), lost.get()));
    report.line(
        "back after (s)",
        "p50 %.1f  p99 %.1f  last %.1f"
            .formatted(
                back.getValueAtPercentile(50) / 1e9,
                back.getValueAtPercentile(99) / 1e9,
                back.getMaxValue() / 1e9));
    report.line(
        "the message of meanwhile",
        "%,d got it once, %,d more than once, %,d not"
            .formatted(
                cuts.stream().filter(cut -> cut.shown.get() == 1).count(),
                cuts.stream().filter(cut -> cut.shown.get() > 1).count(),
                cuts.stream().filter(cut -> cut.shown.get() == 0).count()));
  }
}
