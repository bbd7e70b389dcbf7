package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_MESSAGES;
import static chat.maru.access.Permission.PIN_MESSAGES;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// What hangs on messages: pins at both of their addresses, reading, crossposts, files.
public final class MessagePartRows {
  private MessagePartRows() {}

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
        operation("ackMessage")
            .post("/channels/{channel}/messages/{message}/ack", "{}")
            .except(BOT, 403, 20001),
        operation("crosspostMessage")
            .post("/channels/{news}/messages/{announced}/crosspost", "{}")
            .needs(MANAGE_MESSAGES),
        operation("getAttachment")
            .when("without a signature")
            .get("/attachments/{channel}/1/picture.png")
            .root()
            .gives(404),
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
