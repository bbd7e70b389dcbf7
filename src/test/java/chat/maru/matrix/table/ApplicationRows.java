package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_GUILD;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.OWNER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Applications and their bots.
public final class ApplicationRows {
  private ApplicationRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listApplications").get("/applications"),
        operation("createApplication")
            .post("/applications", "{'name':'Mine'}")
            .gives(201)
            .except(BOT, 403, 20001),
        operation("getMyApplication").get("/applications/@me").only(403, 20002, BOT),
        operation("updateMyApplication")
            .patch("/applications/@me", "{'description':'new'}")
            .only(403, 20002, BOT),
        operation("getMyOauth2Application").get("/oauth2/applications/@me").only(403, 20002, BOT),
        operation("getApplication").get("/applications/{application}"),
        operation("getApplication")
            .when("of the bot itself")
            .get("/applications/{bot}")
            .only(404, 10002, OWNER, BOT),
        operation("updateApplication")
            .when("of the bot itself")
            .patch("/applications/{bot}", "{'description':'new'}")
            .only(404, 10002, OWNER, BOT),
        operation("updateApplication")
            .patch("/applications/{application}", "{'description':'new'}"),
        operation("deleteApplication").delete("/applications/{application}").gives(204),
        operation("resetBotToken").post("/applications/{application}/bot/reset", "{}"),
        operation("authorizeBot")
            .post(
                "/oauth2/authorize?client_id={application}&scope=bot&permissions=0",
                "{'guild_id':'{guild}','authorize':true}")
            .inGuild()
            .needs(MANAGE_GUILD)
            .except(BOT, 403, 20001),
        operation("verifyReceipt").post("/receipts/verify", "{'receipt':'a.b.c'}"),
        operation("getAudit").get("/admin/audit").only(403, 900030),
        operation("listAuditFindings").get("/admin/audit/findings").only(403, 900030),
        operation("auditChannel").post("/admin/audit/channels/1", "{}").only(403, 900030),
        operation("listDeadLetters").get("/admin/dead-letters").only(403, 900030),
        operation("replayDeadLetter").post("/admin/dead-letters/0/replay", "{}").only(403, 900030));
  }
}
