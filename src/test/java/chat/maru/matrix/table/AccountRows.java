package chat.maru.matrix.table;

import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Principal.OWNER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Accounts, sessions and profiles.
public final class AccountRows {
  private AccountRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("register").post("/auth/register", "{}").open().gives(400).when("nothing given"),
        operation("logIn").post("/auth/login", "{}").open().gives(400).when("nothing given"),
        operation("refresh").post("/auth/refresh", "{}").open().gives(400).when("nothing given"),
        operation("logOut").post("/auth/logout", "{}").gives(204).except(BOT, 403, 20001),
        operation("listSessions").get("/auth/sessions").except(BOT, 403, 20001),
        operation("deleteSession")
            .delete("/auth/sessions/{session}")
            .gives(204)
            .only(404, 10020, MEMBER)
            .except(BOT, 403, 20001),
        operation("getCurrentUser").get("/users/@me"),
        operation("modifyCurrentUser").patch("/users/@me", "{\"bio\":\"here\"}"),
        operation("getUser").get("/users/{high}"),
        operation("listPrivateChannels").get("/users/@me/channels"),
        operation("createDm").post("/users/@me/channels", "{\"recipient_id\":\"{high}\"}"),
        operation("listMyGuilds").get("/users/@me/guilds"),
        operation("leaveGuild")
            .delete("/users/@me/guilds/{guild}")
            .gives(204)
            .except(OWNER, 400, 50055));
  }
}
