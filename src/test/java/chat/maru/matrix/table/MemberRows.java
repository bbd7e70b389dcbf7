package chat.maru.matrix.table;

import static chat.maru.access.Permission.KICK_MEMBERS;
import static chat.maru.access.Permission.MANAGE_NICKNAMES;
import static chat.maru.access.Permission.MANAGE_ROLES;
import static chat.maru.access.Permission.MODERATE_MEMBERS;
import static chat.maru.access.Permission.MUTE_MEMBERS;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Principal.OWNER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Members of guilds.
public final class MemberRows {
  private MemberRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listGuildMembers").get("/guilds/{guild}/members").except(BOT, 403, 50001),
        operation("getGuildMember").get("/guilds/{guild}/members/{high}"),
        operation("getGuildMember").when("oneself").get("/guilds/{guild}/members/@me"),
        operation("modifyCurrentMember").patch("/guilds/{guild}/members/@me", "{'nick':'me'}"),
        operation("modifyCurrentMemberNick")
            .patch("/guilds/{guild}/members/@me/nick", "{'nick':'me'}"),
        operation("removeGuildMember")
            .delete("/guilds/{guild}/members/{low}")
            .gives(204)
            .needs(KICK_MEMBERS),
        operation("removeGuildMember")
            .when("above the administrator")
            .delete("/guilds/{guild}/members/{high}")
            .gives(204)
            .needs(KICK_MEMBERS)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("searchGuildMembers").get("/guilds/{guild}/members/search?query=high"),
        operation("getMyGuildMember").get("/users/@me/guilds/{guild}/member"),
        operation("modifyGuildMember")
            .when("nickname")
            .patch("/guilds/{guild}/members/{low}", "{'nick':'other'}")
            .needs(MANAGE_NICKNAMES),
        operation("modifyGuildMember")
            .when("timeout")
            .patch("/guilds/{guild}/members/{low}", "{'communication_disabled_until':null}")
            .needs(MODERATE_MEMBERS),
        operation("modifyGuildMember")
            .when("roles")
            .patch("/guilds/{guild}/members/{low}", "{'roles':['{role}']}")
            .needs(MANAGE_ROLES),
        operation("modifyGuildMember")
            .when("mute outside of voice")
            .patch("/guilds/{guild}/members/{low}", "{'mute':true}")
            .needs(MUTE_MEMBERS)
            .refuses(400, 40032, ADMINISTRATOR, OWNER),
        operation("modifyGuildMember")
            .when("above the administrator")
            .patch("/guilds/{guild}/members/{high}", "{'nick':'other'}")
            .needs(MANAGE_NICKNAMES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR));
  }
}
