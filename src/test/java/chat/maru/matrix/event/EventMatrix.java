package chat.maru.matrix.event;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Causes the event of every row and looks at who has heard it. That somebody has not is known
/// without waiting: those who were to get it have it, and a later word has come to everybody.
final class EventMatrix {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;

  /// What one cell has shown.
  ///
  /// @param faults empty for a cell as it should be
  record Cell(EventRow row, Listener who, List<String> faults) {
    boolean denies() {
      return !row.gets().contains(who);
    }

    boolean isRed() {
      return !faults.isEmpty();
    }

    @Override
    public String toString() {
      return row + " at " + who + ": " + String.join("; ", faults);
    }
  }

  /// Where a session's frames stood before the cause.
  private record Place(GatewayClient ear, int frames) {}

  EventMatrix(Stage stage) {
    this.stage = stage;
  }

  List<Cell> run(List<EventRow> rows) {
    var cells = new ArrayList<Cell>();
    for (var row : rows) {
      try {
        cells.addAll(run(row));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("the row of " + row + " failed", e);
      }
    }
    return cells;
  }

  private List<Cell> run(EventRow row) {
    var cause = row.cause().in(stage);
    stage.mark();
    var places = new EnumMap<Listener, Place>(Listener.class);
    for (var who : Listener.values()) {
      var ear = stage.ear(who);
      places.put(who, new Place(ear, ear.frames().size()));
    }
    cause.run();
    var end = System.nanoTime() + PATIENCE.toNanos();
    Await.until(
        row.type(),
        PATIENCE.multipliedBy(2),
        () ->
            System.nanoTime() - end > 0
                || row.gets().stream().noneMatch(who -> heard(row, who, places).isEmpty()));
    stage.mark();
    var cells = new ArrayList<Cell>();
    for (var who : Listener.values()) {
      cells.add(new Cell(row, who, faults(row, who, heard(row, who, places))));
    }
    return cells;
  }

  private static List<String> faults(EventRow row, Listener who, List<JsonNode> heard) {
    var faults = new ArrayList<String>();
    if (row.gets().contains(who) && heard.isEmpty()) {
      faults.add("did not get it");
    }
    if (!row.gets().contains(who) && !heard.isEmpty()) {
      faults.add("got it");
    }
    for (var event : heard) {
      var unlisted = new ArrayList<String>();
      event.fieldNames().forEachRemaining(unlisted::add);
      unlisted.removeAll(row.fields());
      if (!unlisted.isEmpty()) {
        faults.add("fields that are not on its list: " + unlisted);
      }
    }
    return faults;
  }

  /// The bodies of the row's event that have come since the cause.
  private List<JsonNode> heard(EventRow row, Listener who, Map<Listener, Place> places) {
    var place = Objects.requireNonNull(places.get(who));
    var ear = stage.ear(who);
    return ear.frames().stream()
        .skip(ear == place.ear() ? place.frames() : 0)
        .filter(frame -> frame.path("t").asText().equals(row.type()))
        .map(frame -> frame.path("d"))
        .filter(event -> !stage.isAside(event))
        .toList();
  }
}
