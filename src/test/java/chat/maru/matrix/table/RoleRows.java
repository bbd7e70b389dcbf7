package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_GUILD;
import static chat.maru.access.Permission.MANAGE_ROLES;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Roles, their order and who has them.
public final class RoleRows {
  private RoleRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listGuildRoles").get("/guilds/{guild}/roles"),
        operation("getGuildRole").get("/guilds/{guild}/roles/{role}"),
        operation("guildRoleMemberCounts").get("/guilds/{guild}/roles/member-counts"),
        operation("createGuildRole")
            .post("/guilds/{guild}/roles", "{'name':'new','permissions':'0'}")
            .needs(MANAGE_ROLES),
        operation("createGuildRole")
            .when("with what the moderator lacks")
            .post("/guilds/{guild}/roles", "{'name':'new','permissions':'32'}")
            .needs(MANAGE_ROLES, MANAGE_GUILD),
        operation("bulkUpdateGuildRoles")
            .patch("/guilds/{guild}/roles", "[{'id':'{role}','position':1}]")
            .needs(MANAGE_ROLES),
        operation("bulkUpdateGuildRoles")
            .when("above the administrator")
            .patch("/guilds/{guild}/roles", "[{'id':'{highRole}','position':1}]")
            .needs(MANAGE_ROLES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("updateGuildRole")
            .patch("/guilds/{guild}/roles/{role}", "{'name':'renamed'}")
            .needs(MANAGE_ROLES),
        operation("updateGuildRole")
            .when("above the administrator")
            .patch("/guilds/{guild}/roles/{highRole}", "{'name':'renamed'}")
            .needs(MANAGE_ROLES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("deleteGuildRole")
            .delete("/guilds/{guild}/roles/{role}")
            .gives(204)
            .needs(MANAGE_ROLES),
        operation("deleteGuildRole")
            .when("above the administrator")
            .delete("/guilds/{guild}/roles/{highRole}")
            .gives(204)
            .needs(MANAGE_ROLES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("addGuildMemberRole")
            .put("/guilds/{guild}/members/{low}/roles/{role}", "{}")
            .gives(204)
            .needs(MANAGE_ROLES),
        operation("addGuildMemberRole")
            .when("above the administrator")
            .put("/guilds/{guild}/members/{low}/roles/{highRole}", "{}")
            .gives(204)
            .needs(MANAGE_ROLES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR),
        operation("deleteGuildMemberRole")
            .delete("/guilds/{guild}/members/{low}/roles/{role}")
            .gives(204)
            .needs(MANAGE_ROLES),
        operation("deleteGuildMemberRole")
            .when("above the administrator")
            .delete("/guilds/{guild}/members/{high}/roles/{highRole}")
            .gives(204)
            .needs(MANAGE_ROLES)
            .refuses(403, 50013, MODERATOR, ADMINISTRATOR));
  }
}
