package chat.maru.matrix.table;

import static chat.maru.access.Permission.KICK_MEMBERS;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Members of guilds.
public final class MemberRows {
  private MemberRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listGuildMembers").get("/guilds/{guild}/members"),
        operation("getGuildMember").get("/guilds/{guild}/members/{high}"),
        operation("getGuildMember").when("oneself").get("/guilds/{guild}/members/@me"),
        operation("modifyCurrentMember").patch("/guilds/{guild}/members/@me", "{'nick':'me'}"),
        operation("removeGuildMember")
            .delete("/guilds/{guild}/members/{low}")
            .gives(204)
            .needs(KICK_MEMBERS),
        operation("removeGuildMember")
            .when("above the administrator")
            .delete("/guilds/{guild}/members/{high}")
            .gives(204)
            .needs(KICK_MEMBERS)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR));
  }
}
