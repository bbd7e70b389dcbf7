package chat.maru.matrix.table;

import static chat.maru.access.Permission.BAN_MEMBERS;
import static chat.maru.access.Permission.KICK_MEMBERS;
import static chat.maru.access.Permission.MANAGE_GUILD;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Bans and prunes.
public final class BanRows {
  private BanRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listGuildBans").get("/guilds/{guild}/bans").needs(BAN_MEMBERS),
        operation("getGuildBan").get("/guilds/{guild}/bans/{exiled}").needs(BAN_MEMBERS),
        operation("banUserFromGuild")
            .put("/guilds/{guild}/bans/{low}", "{}")
            .gives(204)
            .needs(BAN_MEMBERS),
        operation("banUserFromGuild")
            .when("above the administrator")
            .put("/guilds/{guild}/bans/{high}", "{}")
            .gives(204)
            .needs(BAN_MEMBERS)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("unbanUserFromGuild")
            .delete("/guilds/{guild}/bans/{exiled}")
            .gives(204)
            .needs(BAN_MEMBERS),
        operation("bulkBanUsersFromGuild")
            .post("/guilds/{guild}/bulk-ban", "{'user_ids':['{low}']}")
            .needs(BAN_MEMBERS, MANAGE_GUILD),
        operation("previewPruneGuild")
            .get("/guilds/{guild}/prune")
            .needs(KICK_MEMBERS, MANAGE_GUILD),
        operation("pruneGuild")
            .post("/guilds/{guild}/prune", "{'days':30}")
            .needs(KICK_MEMBERS, MANAGE_GUILD));
  }
}
