package chat.maru.matrix.table;

import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// What needs no account: pages, keys, files, the gateway's address.
public final class PageRows {
  private PageRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("home").get("/").root(),
        operation("getKeys").get("/.well-known/jwks.json").root(),
        operation("page").get("/api-docs").root(),
        operation("file").get("/api-docs/swagger-ui.css").root(),
        operation("asset").get("/assets/maru.svg").root(),
        operation("getEmojiPicture").get("/emojis/{emoji}.png").root(),
        operation("getPicture").get("/icons/{guild}/{icon}.png").root(),
        operation("getGuildWidget").get("/guilds/{widget}/widget.json").open(),
        operation("getGateway").get("/gateway").open(),
        operation("getBotGateway").get("/gateway/bot"));
  }
}
