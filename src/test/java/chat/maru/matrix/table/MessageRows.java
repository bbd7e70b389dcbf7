package chat.maru.matrix.table;

import static chat.maru.access.Permission.MANAGE_MESSAGES;
import static chat.maru.matrix.Principal.ADMINISTRATOR;
import static chat.maru.matrix.Principal.BOT;
import static chat.maru.matrix.Principal.MEMBER;
import static chat.maru.matrix.Principal.MODERATOR;
import static chat.maru.matrix.Principal.OWNER;
import static chat.maru.matrix.Row.operation;

import chat.maru.matrix.Row;
import java.util.List;

/// Messages of channels.
public final class MessageRows {
  private static final String THUMB = "%F0%9F%91%8D";

  private MessageRows() {}

  public static List<Row> rows() {
    return List.of(
        operation("listMessages").get("/channels/{channel}/messages"),
        operation("getMessage").get("/channels/{channel}/messages/{message}"),
        operation("getMessageReceipt").get("/channels/{channel}/messages/{message}/receipt"),
        operation("createMessage").post("/channels/{channel}/messages", "{'content':'hello'}"),
        operation("updateMessage")
            .when("own")
            .patch("/channels/{channel}/messages/{own}", "{'content':'changed'}")
            .refuses(403, 50005, MODERATOR, ADMINISTRATOR, OWNER, BOT),
        operation("updateMessage")
            .when("embeds of others")
            .patch("/channels/{channel}/messages/{message}", "{'flags':4}")
            .needs(MANAGE_MESSAGES),
        operation("deleteMessage")
            .delete("/channels/{channel}/messages/{message}")
            .gives(204)
            .needs(MANAGE_MESSAGES),
        operation("deleteMessage")
            .when("own")
            .delete("/channels/{channel}/messages/{own}")
            .gives(204)
            .needs(MANAGE_MESSAGES)
            .lets(MEMBER),
        operation("bulkDeleteMessages")
            .post(
                "/channels/{channel}/messages/bulk-delete",
                "{'messages':['{message}','{another}']}")
            .gives(204)
            .needs(MANAGE_MESSAGES),
        operation("triggerTypingIndicator").post("/channels/{channel}/typing", "{}").gives(204),
        operation("addMyMessageReaction")
            .put("/channels/{channel}/messages/{message}/reactions/" + THUMB + "/@me", "{}")
            .gives(204),
        operation("listMessageReactionsByEmoji")
            .get("/channels/{channel}/messages/{reacted}/reactions/" + THUMB),
        operation("deleteMyMessageReaction")
            .delete("/channels/{channel}/messages/{reacted}/reactions/" + THUMB + "/@me")
            .gives(204),
        operation("deleteUserMessageReaction")
            .delete("/channels/{channel}/messages/{reacted}/reactions/" + THUMB + "/{high}")
            .gives(204)
            .needs(MANAGE_MESSAGES),
        operation("deleteAllMessageReactionsByEmoji")
            .delete("/channels/{channel}/messages/{reacted}/reactions/" + THUMB)
            .gives(204)
            .needs(MANAGE_MESSAGES),
        operation("deleteAllMessageReactions")
            .delete("/channels/{channel}/messages/{reacted}/reactions")
            .gives(204)
            .needs(MANAGE_MESSAGES));
  }
}
