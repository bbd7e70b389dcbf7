package chat.maru.matrix.table;

import static chat.maru.access.Permission.CREATE_GUILD_EXPRESSIONS;
import static chat.maru.access.Permission.MANAGE_GUILD;
import static chat.maru.access.Permission.MANAGE_GUILD_EXPRESSIONS;
import static chat.maru.access.Permission.VIEW_AUDIT_LOG;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.HIDDEN;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import chat.maru.testkit.Drawing;
import java.util.List;

/// Guilds, their roles, members, emojis and audit logs.
public final class GuildRows {
  private static final String DOT = Drawing.uri("png", Drawing.of("png", 1, 1, 0));

  private GuildRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("createGuild")
            .post("/guilds", "{'name':'Another'}")
            .gives(201)
            .except(BOT, 403, 20001),
        operation("getGuild").get("/guilds/{guild}"),
        operation("modifyGuild").patch("/guilds/{guild}", "{'name':'Renamed'}").needs(MANAGE_GUILD),
        operation("modifyGuild")
            .when("hand over")
            .patch("/guilds/{guild}", "{'owner_id':'{high}'}")
            .needs(MANAGE_GUILD)
            .except(ADMINISTRATOR, 403, 50013),
        operation("deleteGuild")
            .delete("/guilds/{guild}")
            .gives(204)
            .ending()
            .refuses(403, 50013, HIDDEN, MEMBER, MODERATOR, ADMINISTRATOR, BOT),
        operation("getGuildPreview").get("/guilds/{guild}/preview"),
        operation("getGuildWidgetSettings").get("/guilds/{guild}/widget").needs(MANAGE_GUILD),
        operation("updateGuildWidgetSettings")
            .patch("/guilds/{guild}/widget", "{'enabled':true}")
            .needs(MANAGE_GUILD),
        operation("listGuildAuditLogEntries")
            .get("/guilds/{guild}/audit-logs")
            .needs(VIEW_AUDIT_LOG),
        operation("listGuildEmojis").get("/guilds/{guild}/emojis"),
        operation("getGuildEmoji").get("/guilds/{guild}/emojis/{emoji}"),
        operation("createGuildEmoji")
            .gives(201)
            .post("/guilds/{guild}/emojis", "{'name':'dot','image':'" + DOT + "'}")
            .needs(CREATE_GUILD_EXPRESSIONS),
        operation("updateGuildEmoji")
            .patch("/guilds/{guild}/emojis/{emoji}", "{'name':'other'}")
            .needs(MANAGE_GUILD_EXPRESSIONS),
        operation("deleteGuildEmoji")
            .delete("/guilds/{guild}/emojis/{emoji}")
            .gives(204)
            .needs(MANAGE_GUILD_EXPRESSIONS));
  }
}
