package chat.maru.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/// Opens sessions in bursts and measures how long they take to become ready.
final class Sessions {
  private static final int CONNECTING = 32;

  private final Reader reader;
  private final URI server;
  private final int wave;
  private final Histogram latency = new Histogram(3);
  private final List<Double> rates = new ArrayList<>();

  /// A session to open.
  ///
  /// @param listening whether it wants all events
  record Wanted(String token, boolean listening, Client.Purpose purpose) {}

  Sessions(Reader reader, URI server, int wave) {
    this.reader = reader;
    this.server = server;
    this.wave = wave;
  }

  /// IDENTIFY to READY, in nanoseconds, within a burst.
  Histogram latency() {
    return latency;
  }

  /// Sessions a second of each burst, from its first IDENTIFY to its last READY.
  List<Double> rates() {
    return rates;
  }

  /// Opens them all and returns them in the order of what was wanted.
  List<Client> open(List<Wanted> wanted) throws IOException, InterruptedException {
    var clients = new ArrayList<Client>();
    for (var from = 0; from < wanted.size(); from += wave) {
      clients.addAll(burst(wanted.subList(from, Math.min(wanted.size(), from + wave))));
    }
    return clients;
  }

  private List<Client> burst(List<Wanted> wanted) throws IOException, InterruptedException {
    var clients = connect(wanted);
    await(clients.stream().map(Client::greeted).toList());
    var began = System.nanoTime();
    for (var i = 0; i < clients.size(); i++) {
      clients.get(i).identify(wanted.get(i).token(), wanted.get(i).listening());
    }
    await(clients.stream().map(Client::ready).toList());
    clients.forEach(client -> latency.recordValue(client.readyNanos()));
    var last = clients.stream().mapToLong(Client::readyAt).max().orElse(began);
    rates.add(clients.size() * 1e9 / Math.max(1, last - began));
    return clients;
  }

  private List<Client> connect(List<Wanted> wanted) throws IOException, InterruptedException {
    try (var pool = Executors.newFixedThreadPool(CONNECTING, Thread.ofVirtual().factory())) {
      var tasks = wanted.stream().map(each -> pool.submit(() -> connect(each))).toList();
      var clients = new ArrayList<Client>();
      for (var task : tasks) {
        clients.add(task.get());
      }
      return clients;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private Client connect(Wanted wanted) throws IOException {
    var client = Client.connect(server, wanted.purpose());
    reader.add(client);
    return client;
  }

  private static void await(List<CompletableFuture<Client>> clients)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException _) {
      var missing = clients.stream().filter(each -> !each.isDone()).count();
      throw new IOException(missing + " of " + clients.size() + " sessions were not answered");
    }
  }
}
