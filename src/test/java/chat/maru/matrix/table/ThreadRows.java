package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_THREADS;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Threads, of which `{thread}` is seen by all who see its channel and `{secret}` by its members.
public final class ThreadRows {
  private ThreadRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("createThreadFromMessage")
            .post("/channels/{channel}/messages/{message}/threads", "{'name':'new'}")
            .gives(201),
        operation("createThread")
            .post("/channels/{channel}/threads", "{'name':'new','type':11}")
            .gives(201),
        operation("createThread")
            .when("private")
            .post("/channels/{channel}/threads", "{'name':'new','type':12}")
            .gives(201),
        operation("getActiveGuildThreads").get("/guilds/{guild}/threads/active"),
        operation("listPublicArchivedThreads").get("/channels/{channel}/threads/archived/public"),
        operation("listPrivateArchivedThreads")
            .get("/channels/{channel}/threads/archived/private")
            .needs(MANAGE_THREADS),
        operation("listMyPrivateArchivedThreads")
            .get("/channels/{channel}/users/@me/threads/archived/private"),
        operation("getChannel").when("thread").get("/channels/{thread}").inChannel(),
        operation("getChannel")
            .when("private thread")
            .get("/channels/{secret}")
            .inChannel()
            .refuses(403, 50001, MEMBER, BOT),
        operation("updateChannel")
            .when("thread")
            .patch("/channels/{thread}", "{'name':'changed'}")
            .inChannel()
            .needs(MANAGE_THREADS),
        operation("deleteChannel")
            .when("thread")
            .delete("/channels/{thread}")
            .inChannel()
            .needs(MANAGE_THREADS),
        operation("createMessage")
            .when("in a private thread")
            .post("/channels/{secret}/messages", "{'content':'hello'}")
            .inChannel()
            .refuses(403, 50001, MEMBER, BOT),
        operation("listThreadMembers").get("/channels/{thread}/thread-members").inChannel(),
        operation("getThreadMember").get("/channels/{thread}/thread-members/{high}").inChannel(),
        operation("joinThread")
            .put("/channels/{thread}/thread-members/@me", "{}")
            .inChannel()
            .gives(204),
        operation("leaveThread")
            .delete("/channels/{thread}/thread-members/@me")
            .inChannel()
            .gives(204),
        operation("addThreadMember")
            .put("/channels/{thread}/thread-members/{owner}", "{}")
            .inChannel()
            .gives(204),
        operation("deleteThreadMember")
            .delete("/channels/{thread}/thread-members/{high}")
            .inChannel()
            .gives(204)
            .needs(MANAGE_THREADS));
  }
}
