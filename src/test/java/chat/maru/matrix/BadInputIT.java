package chat.maru.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.contract.Operation;
import chat.maru.testkit.Cluster;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Thousands of bad calls of every operation, by the guild's owner: never a defect, always the
/// protocol's shape, and what must be refused changes nothing. The system property
/// `maru.test.seed` makes others.
class BadInputIT {
  private static final int CALLS = 20_000;
  private static final int AT_ONCE = 4;
  private static final long SEED = Long.getLong("maru.test.seed", 20_261_127L);

  /// A good call of these ends the session of whoever calls, or the guild.
  private static final Set<String> FINAL = Set.of("logOut", "leaveGuild", "deleteGuild");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void noBadInputIsADefectOrChangesAnything() throws InterruptedException {
    var operations =
        Operation.all().stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    var rows = Rows.all().stream().filter(row -> !FINAL.contains(row.operation())).toList();
    try (var cluster =
            Cluster.create("bad")
                .with("maru.limit.enabled", "false")
                .with("maru.password.memory-kib", "64")
                .with("maru.password.iterations", "1");
        var node = cluster.start("all");
        var digest = new Digest(cluster);
        var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var people = new People(node.rest(), Path.of(cluster.setting("maru.jwt.keys")));
      var each = CALLS / rows.size() + 1;
      pool.invokeAll(
              rows.stream()
                  .<Callable<Boolean>>map(
                      row ->
                          () -> {
                            var operation = Objects.requireNonNull(operations.get(row.operation()));
                            var random = new Random(SEED ^ row.toString().hashCode());
                            run(
                                new World(people),
                                new BadInput(row, operation, random),
                                row,
                                new Budget(each, digest));
                            return true;
                          })
                  .toList())
          .forEach(BadInputIT::done);
      node.log().lines().filter(line -> line.contains("event=request.failed")).forEach(faults::add);
    }
    System.out.printf(
        "bad input: %d calls, %d refused, seed %d%n", made.get(), refused.get(), SEED);
    assertThat(faults.stream().distinct().limit(60)).isEmpty();
    assertThat(made.get()).isGreaterThanOrEqualTo(CALLS);
  }

  /// How many calls, and what watches them.
  private record Budget(int calls, Digest digest) {}

  private static void done(Future<Boolean> job) {
    try {
      job.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private void run(World world, BadInput input, Row row, Budget budget) {
    row.prepare(world);
    var calls = Stream.generate(input::next).limit(budget.calls()).toList();
    var before = budget.digest().of(world);
    calls.stream().filter(BadInput.Call::refused).forEach(call -> make(world, row, call));
    if (!budget.digest().of(world).equals(before)) {
      faults.add(row + ": what was refused has changed something");
    }
    calls.stream().filter(call -> !call.refused()).forEach(call -> make(world, row, call));
  }

  private void make(World world, Row row, BadInput.Call call) {
    made.incrementAndGet();
    var caller = world.caller(Principal.OWNER);
    var base = row.atRoot() ? caller.base().replace("/api/v10", "") : caller.base();
    var body = call.body() == null ? null : Row.fill(call.body(), world::value);
    var request =
        HttpRequest.newBuilder(URI.create(base + Row.fill(call.path(), world::value)))
            .method(
                row.verb(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    caller.headers().forEach(request::header);
    if (body != null) {
      request.header("Content-Type", call.type());
    }
    try {
      judge(row, call, CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      faults.add(row + ": " + told(call) + ": " + e);
    }
    if (!call.refused()) {
      world.refresh();
    }
  }

  private void judge(Row row, BadInput.Call call, HttpResponse<String> answer) {
    var status = answer.statusCode();
    if (status >= 400 && status < 500) {
      refused.incrementAndGet();
    }
    if (status >= 500 || call.refused() && status < 400 || status >= 400 && !isShaped(answer)) {
      faults.add(row + ": " + told(call) + " -> " + status + " " + cut(answer.body()));
    }
  }

  private static boolean isShaped(HttpResponse<String> answer) {
    try {
      var body = Json.tree(answer.body());
      return body.path("code").isInt() && body.path("message").isTextual();
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private static String told(BadInput.Call call) {
    return cut(call.path()) + " " + call.type() + " " + cut(String.valueOf(call.body()));
  }

  private static String cut(String text) {
    return text.length() > 160 ? text.substring(0, 160) + "..." : text;
  }
}
