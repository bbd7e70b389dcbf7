package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_WEBHOOKS;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Principal;
import chat.maru.matrix.Row;
import java.util.List;
import java.util.stream.Stream;

/// Webhooks. Who shows the token is let in whoever it is, so that every kind of principal gets the
/// same answer: one with the token, another without.
public final class WebhookRows {
  private static final String HELD = "/webhooks/{webhook}/{hookToken}";
  private static final String GUESSED = "/webhooks/{webhook}/guessed";
  private static final String MESSAGE = "/messages/{hookMessage}";

  private WebhookRows() {}

  public static List<Row> rows() {
    return Stream.of(managed(), held(), guessed()).flatMap(List::stream).toList();
  }

  private static List<Row> managed() {
    return List.of(
        operation("createWebhook")
            .post("/channels/{channel}/webhooks", "{'name':'new'}")
            .needs(MANAGE_WEBHOOKS),
        operation("listChannelWebhooks").get("/channels/{channel}/webhooks").needs(MANAGE_WEBHOOKS),
        operation("getGuildWebhooks").get("/guilds/{guild}/webhooks").needs(MANAGE_WEBHOOKS),
        operation("getWebhook").get("/webhooks/{webhook}").needs(MANAGE_WEBHOOKS),
        operation("updateWebhook")
            .patch("/webhooks/{webhook}", "{'name':'new','channel_id':'{general}'}")
            .needs(MANAGE_WEBHOOKS),
        operation("deleteWebhook").delete("/webhooks/{webhook}").gives(204).needs(MANAGE_WEBHOOKS));
  }

  private static List<Row> held() {
    return List.of(
        operation("getWebhookByToken").get(HELD).open(),
        operation("updateWebhookByToken").patch(HELD, "{'name':'new'}").open(),
        operation("deleteWebhookByToken").delete(HELD).gives(204).open(),
        operation("executeWebhook").post(HELD, "{'content':'something'}").gives(204).open(),
        operation("executeWebhook")
            .when("waiting")
            .post(HELD + "?wait=true", "{'content':'something','username':'Other'}")
            .open(),
        operation("getWebhookMessage").get(HELD + MESSAGE).open(),
        operation("updateWebhookMessage").patch(HELD + MESSAGE, "{'content':'new'}").open(),
        operation("deleteWebhookMessage").delete(HELD + MESSAGE).gives(204).open());
  }

  private static List<Row> guessed() {
    return Stream.of(
            operation("getWebhookByToken").get(GUESSED),
            operation("updateWebhookByToken").patch(GUESSED, "{'name':'new'}"),
            operation("deleteWebhookByToken").delete(GUESSED).gives(204),
            operation("executeWebhook").post(GUESSED, "{'content':'something'}").gives(204),
            operation("getWebhookMessage").get(GUESSED + MESSAGE),
            operation("updateWebhookMessage").patch(GUESSED + MESSAGE, "{'content':'new'}"),
            operation("deleteWebhookMessage").delete(GUESSED + MESSAGE).gives(204))
        .map(row -> row.when("another token").open())
        .map(row -> row.refuses(401, 50_027, Principal.values()))
        .toList();
  }
}
