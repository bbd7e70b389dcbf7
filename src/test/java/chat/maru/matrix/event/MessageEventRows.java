package chat.maru.matrix.event;

import static chat.maru.matrix.event.EventRow.event;
import static chat.maru.matrix.event.Listener.BOT;
import static chat.maru.matrix.event.Listener.MEMBER;
import static chat.maru.matrix.event.Listener.SEEING;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rows of what is told of messages.
final class MessageEventRows {
  private static final String MESSAGE_FIELDS =
      "id channel_id guild_id seq type content author member timestamp edited_timestamp tts"
          + " mention_everyone mentions mention_roles attachments embeds components pinned flags";

  private MessageEventRows() {}

  static List<EventRow> messages() {
    return List.of(
        event("MESSAGE_CREATE", SEEING, MESSAGE_FIELDS, stage -> stage::message),
        event(
            "MESSAGE_UPDATE",
            SEEING,
            MESSAGE_FIELDS,
            stage -> {
              var path = stage.inChannel("/messages/" + stage.message());
              return () -> stage.owner().patch(path, Map.of("content", "other")).expect(200);
            }),
        event(
            "MESSAGE_DELETE",
            SEEING,
            "id channel_id guild_id",
            stage -> {
              var path = stage.inChannel("/messages/" + stage.message());
              return () -> stage.owner().delete(path).expect(204);
            }),
        event(
            "MESSAGE_DELETE_BULK",
            SEEING,
            "ids channel_id guild_id",
            stage -> {
              var body = Map.of("messages", List.of(stage.message(), stage.message()));
              var path = stage.inChannel("/messages/bulk-delete");
              return () -> stage.owner().post(path, body).expect(204);
            }),
        event(
            "MESSAGE_ACK",
            Set.of(MEMBER),
            "channel_id message_id mention_count",
            stage -> {
              var path = stage.inChannel("/messages/" + stage.message() + "/ack");
              return () -> stage.as(MEMBER).post(path, Map.of()).expect(200);
            }),
        event(
            "TYPING_START",
            SEEING,
            "channel_id guild_id user_id timestamp member",
            stage -> () -> stage.as(BOT).post(stage.inChannel("/typing"), Map.of()).expect(204)));
  }

  static List<EventRow> reactions() {
    return List.of(
        event(
            "MESSAGE_REACTION_ADD",
            SEEING,
            "user_id channel_id message_id guild_id member emoji message_author_id burst"
                + " burst_colors type",
            stage -> stage::reacted),
        event(
            "MESSAGE_REACTION_REMOVE",
            SEEING,
            "user_id channel_id message_id guild_id emoji burst type",
            stage -> {
              var path = stage.reacted() + Stage.THUMB + "/@me";
              return () -> stage.owner().delete(path).expect(204);
            }),
        event(
            "MESSAGE_REACTION_REMOVE_ALL",
            SEEING,
            "channel_id message_id guild_id",
            stage -> {
              var path = stage.reacted() + "/reactions";
              return () -> stage.owner().delete(path).expect(204);
            }),
        event(
            "MESSAGE_REACTION_REMOVE_EMOJI",
            SEEING,
            "channel_id message_id guild_id emoji",
            stage -> {
              var path = stage.reacted() + Stage.THUMB;
              return () -> stage.owner().delete(path).expect(204);
            }));
  }

  static List<EventRow> polls() {
    return List.of(
        event(
            "MESSAGE_POLL_VOTE_ADD",
            SEEING,
            "user_id channel_id message_id guild_id answer_id",
            stage -> {
              var path = stage.poll();
              return () -> stage.owner().put(path, Map.of("answer_ids", List.of(1))).expect(204);
            }),
        event(
            "MESSAGE_POLL_VOTE_REMOVE",
            SEEING,
            "user_id channel_id message_id guild_id answer_id",
            stage -> {
              var path = stage.poll();
              stage.owner().put(path, Map.of("answer_ids", List.of(1))).expect(204);
              return () -> stage.owner().put(path, Map.of("answer_ids", List.of())).expect(204);
            }));
  }
}
