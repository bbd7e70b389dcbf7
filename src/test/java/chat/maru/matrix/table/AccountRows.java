package chat.maru.matrix.table;

import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Principal.OWNER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Accounts, sessions and profiles.
public final class AccountRows {
  private static final String PASSWORD = "Correct-horse-7";

  private AccountRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("register")
            .post(
                "/auth/register",
                "{'username':'{name}','email':'{name}@example.org','password':'" + PASSWORD + "'}")
            .gives(201)
            .open(),
        operation("logIn")
            .post("/auth/login", "{'email':'{memberEmail}','password':'" + PASSWORD + "'}")
            .open(),
        operation("refresh").post("/auth/refresh", "{'refresh_token':'{refresh}'}").open(),
        operation("logOut").post("/auth/logout", "{}").gives(204).except(BOT, 403, 20001),
        operation("listSessions").get("/auth/sessions").except(BOT, 403, 20001),
        operation("deleteSession")
            .delete("/auth/sessions/{session}")
            .gives(204)
            .only(404, 10020, MEMBER)
            .except(BOT, 403, 20001),
        operation("getCurrentUser").get("/users/@me"),
        operation("modifyCurrentUser").patch("/users/@me", "{'bio':'here'}"),
        operation("getUser").get("/users/{high}"),
        operation("listPrivateChannels").get("/users/@me/channels"),
        operation("createDm").post("/users/@me/channels", "{'recipient_id':'{high}'}"),
        operation("listMyGuilds").get("/users/@me/guilds"),
        operation("leaveGuild")
            .delete("/users/@me/guilds/{guild}")
            .gives(204)
            .except(OWNER, 400, 50055));
  }
}
