package chat.maru.matrix;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Calls every row as every kind of principal, each row in a world of its own: first what must be
/// denied, with the database and the owner's socket watched, then what must succeed.
final class Matrix {
  private static final int AT_ONCE = 4;

  /// What tells of people and not of what was called.
  private static final Set<String> UNRELATED = Set.of("PRESENCE_UPDATE", "SESSIONS_REPLACE");

  private final Node node;
  private final People people;
  private final Digest digest;

  /// What one cell has shown.
  ///
  /// @param faults empty for a cell as it should be
  record Cell(Row row, Principal who, List<String> faults) {
    boolean isRed() {
      return !faults.isEmpty();
    }

    @Override
    public String toString() {
      return row + " as " + who + ": " + String.join("; ", faults);
    }
  }

  Matrix(Node node, People people, Digest digest) {
    this.node = node;
    this.people = people;
    this.digest = digest;
  }

  /// Runs the rows.
  List<Cell> run(List<Row> rows) {
    return each(rows, this::run);
  }

  /// Makes only the calls that must be denied to callers with good credentials, and looks only at
  /// their answers.
  List<Cell> denials(List<Row> rows) {
    return each(rows, this::denials);
  }

  /// A few at once.
  private static List<Cell> each(List<Row> rows, Function<Row, List<Cell>> run) {
    var jobs = rows.stream().<Callable<List<Cell>>>map(row -> () -> named(row, run)).toList();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var cells = new ArrayList<Cell>();
      for (var done : pool.invokeAll(jobs)) {
        cells.addAll(done.get());
      }
      return cells;
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Cell> named(Row row, Function<Row, List<Cell>> run) {
    try {
      return run.apply(row);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("the world of " + row + " failed", e);
    }
  }

  private List<Cell> run(Row row) {
    var world = new World(people);
    var cells = denied(world, row);
    of(row, false).forEach(who -> cells.add(called(world, row, who)));
    return cells;
  }

  private List<Cell> denials(Row row) {
    var cells = new ArrayList<Cell>();
    var denied = of(row, true).stream().filter(Principal::authenticated).toList();
    if (denied.isEmpty()) {
      return cells;
    }
    var world = new World(people);
    for (var who : denied) {
      var cell = called(world, row, who);
      cells.add(cell);
      if (cell.isRed() && row.ends()) {
        world = new World(people);
      }
    }
    return cells;
  }

  private static List<Principal> of(Row row, boolean denying) {
    return Arrays.stream(Principal.values())
        .filter(who -> row.expected(who).denies() == denying)
        .toList();
  }

  private List<Cell> denied(World first, Row row) {
    var who = of(row, true);
    if (!row.changes() || who.isEmpty()) {
      return denied(first, row, who);
    }
    try (var ear = GatewayClient.of(node, first.value("ownerToken"))) {
      row.prepare(first);
      mark(first, ear);
      var from = ear.frames().size();
      var cells = denied(first, row, who);
      if (cells.stream().anyMatch(Cell::isRed)) {
        return cells; // their events are no news
      }
      mark(first, ear);
      var heard =
          ear.frames().subList(from, ear.frames().size() - 1).stream()
              .filter(frame -> frame.path("op").asInt() == 0)
              .map(frame -> frame.path("t").asText())
              .filter(type -> !UNRELATED.contains(type))
              .toList();
      if (!heard.isEmpty()) {
        cells.add(new Cell(row, who.getFirst(), List.of("events after denials: " + heard)));
      }
      return cells;
    }
  }

  private List<Cell> denied(World world, Row row, List<Principal> principals) {
    var cells = new ArrayList<Cell>();
    row.prepare(world);
    var before = digest.of(world);
    for (var who : principals) {
      var faults = call(world, row, who);
      sameAsAbsent(world, row, who).ifPresent(faults::add);
      var after = digest.of(world);
      if (!after.equals(before)) {
        var changed = new ArrayList<>(after);
        changed.removeAll(before);
        faults.add("changed " + changed.stream().map(it -> it.split(" ", 2)[0]).toList());
        before = after;
      }
      cells.add(new Cell(row, who, faults));
    }
    return cells;
  }

  /// Calls, and forgets what that may have used up.
  private static Cell called(World world, Row row, Principal who) {
    row.prepare(world);
    var faults = call(world, row, who);
    if (row.changes()) {
      world.refresh();
    }
    return new Cell(row, who, faults);
  }

  private static List<String> call(World world, Row row, Principal who) {
    var answer = send(world.caller(who), row, world, row.path());
    var expected = row.expected(who);
    var code = answer.body().path("code").asInt(-1);
    var right =
        answer.status() == expected.status() && (!expected.denies() || code == expected.code());
    var faults = new ArrayList<String>();
    if (!right) {
      faults.add("expected " + expected + ", got " + answer.status() + " " + shortened(answer));
    }
    return faults;
  }

  /// Who has no part in a thing can not tell it from one that never was.
  private static Optional<String> sameAsAbsent(World world, Row row, Principal who) {
    var absent = row.absentPath();
    if (absent == null || !who.authenticated() || row.expected(who).status() != 404) {
      return Optional.empty();
    }
    var forbidden = send(world.caller(who), row, world, row.path());
    var missing = send(world.caller(who), row, world, absent);
    return forbidden.status() == missing.status() && forbidden.text().equals(missing.text())
        ? Optional.empty()
        : Optional.of("one that never was answers " + shortened(missing));
  }

  private static Rest.Answer send(Rest caller, Row row, World world, String path) {
    var at = Row.fill(path, world::value);
    var to =
        row.atRoot() ? new Rest(caller.base().replace("/api/v10", ""), caller.headers()) : caller;
    var body = row.body();
    return body == null
        ? row.verb().equals("GET") ? to.get(at) : to.delete(at)
        : to.raw(row.verb(), at, Row.fill(body, world::value));
  }

  /// Sends a message as the owner and waits until it comes, and so all before it.
  private static void mark(World world, GatewayClient ear) {
    var text = UUID.randomUUID().toString();
    world
        .caller(Principal.OWNER)
        .post("/channels/" + world.value("general") + "/messages", Map.of("content", text))
        .expect(200);
    ear.event("MESSAGE_CREATE", message -> message.path("content").asText().equals(text));
  }

  private static String shortened(Rest.Answer answer) {
    return answer.text().length() > 200 ? answer.text().substring(0, 200) : answer.text();
  }
}
