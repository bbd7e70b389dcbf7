package chat.maru.matrix.event;

import static chat.maru.matrix.event.EventRow.event;
import static chat.maru.matrix.event.Listener.BOT;
import static chat.maru.matrix.event.Listener.MEMBER;
import static chat.maru.matrix.event.Listener.SEEING;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Events of threads in the channel that is hidden from one.
final class ThreadEventRows {
  private static final String FIELDS =
      "id type guild_id parent_id owner_id name last_message_id flags rate_limit_per_user"
          + " message_count member_count total_message_sent thread_metadata";

  private ThreadEventRows() {}

  static List<EventRow> rows() {
    return List.of(
        event("THREAD_CREATE", SEEING, FIELDS + " newly_created", stage -> () -> thread(stage)),
        event(
            "THREAD_UPDATE",
            SEEING,
            FIELDS,
            stage -> {
              var path = thread(stage);
              return () -> stage.owner().patch(path, Map.of("name", "other")).expect(200);
            }),
        event(
            "THREAD_DELETE",
            SEEING,
            "id guild_id parent_id type",
            stage -> {
              var path = thread(stage);
              return () -> stage.owner().delete(path).expect(200);
            }),
        event(
            "THREAD_MEMBERS_UPDATE",
            SEEING,
            "id guild_id member_count added_members removed_member_ids",
            stage -> {
              var path = thread(stage) + "/thread-members/" + stage.id(BOT);
              return () -> stage.owner().put(path, Map.of()).expect(204);
            }),
        event(
            "THREAD_MEMBER_UPDATE",
            Set.of(MEMBER),
            "id guild_id user_id join_timestamp flags",
            stage -> {
              var path = thread(stage) + "/thread-members/@me";
              return () -> stage.as(MEMBER).put(path, Map.of()).expect(204);
            }));
  }

  /// Makes a thread and returns its path.
  private static String thread(Stage stage) {
    return "/channels/"
        + stage
            .owner()
            .post(stage.inChannel("/threads"), Map.of("name", "thread", "type", 11))
            .expect(201)
            .path("id")
            .asText();
  }
}
