package chat.maru.matrix.table;

import static chat.maru.access.Permission.PIN_MESSAGES;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Pinned messages, at their address of today and at the one before.
public final class PinRows {
  private PinRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listPins").get("/channels/{channel}/messages/pins"),
        operation("createPin")
            .put("/channels/{channel}/messages/pins/{message}", "{}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("deletePin")
            .delete("/channels/{channel}/messages/pins/{pinned}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("deprecatedListPins").get("/channels/{channel}/pins"),
        operation("deprecatedCreatePin")
            .put("/channels/{channel}/pins/{message}", "{}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("deprecatedDeletePin")
            .delete("/channels/{channel}/pins/{pinned}")
            .gives(204)
            .needs(PIN_MESSAGES));
  }
}
