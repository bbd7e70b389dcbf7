package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_MESSAGES;
import static chat.maru.access.Permission.MANAGE_WEBHOOKS;
import static chat.maru.access.Permission.PIN_MESSAGES;
import static chat.maru.access.Permission.SEND_POLLS;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// What hangs on messages: pins at both of their addresses, polls, reading, crossposts, files.
public final class MessagePartRows {
  private MessagePartRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listPins").get("/channels/{channel}/messages/pins"),
        operation("createPin")
            .put("/channels/{channel}/messages/pins/{message}", "{}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("deletePin")
            .delete("/channels/{channel}/messages/pins/{pinned}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("createMessage")
            .when("with a poll")
            .post(
                "/channels/{channel}/messages",
                "{'poll':{'question':{'text':'?'},'answers':[{'poll_media':{'text':'a'}}]}}")
            .needs(SEND_POLLS),
        operation("votePoll")
            .put("/channels/{channel}/polls/{poll}/answers/@me", "{'answer_ids':[1]}")
            .gives(204)
            .except(BOT, 403, 20001),
        operation("getAnswerVoters").get("/channels/{channel}/polls/{poll}/answers/1"),
        operation("pollExpire")
            .post("/channels/{channel}/polls/{poll}/expire", "{}")
            .refuses(403, 50005, MEMBER, MODERATOR, ADMINISTRATOR, BOT),
        operation("ackMessage")
            .post("/channels/{channel}/messages/{message}/ack", "{}")
            .except(BOT, 403, 20001),
        operation("followChannel")
            .post("/channels/{news}/followers", "{'webhook_channel_id':'{channel}'}")
            .needs(MANAGE_WEBHOOKS),
        operation("crosspostMessage")
            .post("/channels/{news}/messages/{announced}/crosspost", "{}")
            .needs(MANAGE_MESSAGES),
        operation("getAttachment")
            .when("without a signature")
            .get("/attachments/{channel}/1/picture.png")
            .root()
            .gives(404),
        operation("deprecatedListPins").get("/channels/{channel}/pins"),
        operation("deprecatedCreatePin")
            .put("/channels/{channel}/pins/{message}", "{}")
            .gives(204)
            .needs(PIN_MESSAGES),
        operation("deprecatedDeletePin")
            .delete("/channels/{channel}/pins/{pinned}")
            .gives(204)
            .needs(PIN_MESSAGES));
  }
}
