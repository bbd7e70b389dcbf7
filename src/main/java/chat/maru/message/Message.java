package chat.maru.message;

import chat.maru.kernel.Snowflake;
import chat.maru.message.attachment.AttachmentLinks;
import chat.maru.message.body.Byline;
import chat.maru.message.body.Mentioned;
import chat.maru.message.body.Parts;
import chat.maru.message.poll.Poll;
import chat.maru.message.poll.Polls;
import chat.maru.wire.Json;
import chat.maru.wire.MessageJson;
import chat.maru.wire.MessageReferenceJson;
import chat.maru.wire.PollJson;
import chat.maru.wire.UserJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stored message as the list queries project it.
///
/// @param mentions the ids of mentioned users
/// @param extra what has no column of its own
@RecordBuilder
public record Message(
    long id,
    long channelId,
    int seq,
    long authorId,
    int type,
    String content,
    int flags,
    Optional<MessageReferenceJson> reference,
    List<Long> mentions,
    Extra extra,
    @Nullable Instant editedAt,
    @Nullable Instant pinnedAt)
    implements MessageBuilder.With {

  /// The one flag that others than the author may set, and clear.
  static final int SUPPRESS_EMBEDS = 1 << 2;

  /// A thread has begun with it, whose id is the message's.
  static final int HAS_THREAD = 1 << 5;

  private static final int DEFAULT = 0;
  private static final int REPLY = 19;
  private static final int THREAD_STARTER = 21;
  private static final int CHAT_INPUT_COMMAND = 20;
  private static final int CONTEXT_MENU_COMMAND = 23;

  /// What is stored beside the columns.
  ///
  /// @param parts empty for a plain message, and in rows of before there were any
  /// @param byline whom a webhook's message shows as its author
  public record Extra(
      boolean tts, boolean mentionEveryone, Optional<Parts> parts, Optional<Byline> byline) {}

  /// What the message holds beside its text.
  public Parts parts() {
    return extra.parts().orElse(Parts.NONE);
  }

  /// The poll that the message holds.
  public Optional<Poll> poll() {
    return Optional.ofNullable(parts().poll());
  }

  /// Returns the polls that messages hold.
  public static List<Polls.Held> polls(Collection<Message> some, Collection<Message> others) {
    return Stream.concat(some.stream(), others.stream())
        .flatMap(m -> m.poll().map(poll -> new Polls.Held(m.channelId, m.id, poll)).stream())
        .distinct()
        .toList();
  }

  /// What showing messages needs.
  ///
  /// @param users everybody of [#people], as far as known
  /// @param polls of the messages that have one, by message
  public record Shown(
      Map<Long, UserJson> users, AttachmentLinks links, Map<Long, PollJson> polls) {}

  /// Returns everybody whose name the message shows.
  public Stream<Long> people() {
    return extra.byline().isPresent()
        ? mentions.stream()
        : Stream.concat(Stream.of(authorId), mentions.stream());
  }

  /// Whether the message answers another one, whose object clients expect beside it.
  public boolean isReply() {
    return type == REPLY && reference.isPresent();
  }

  boolean hasThread() {
    return (flags & HAS_THREAD) != 0;
  }

  /// Whether another message is shown with it: the one that it answers, or that its thread began
  /// with.
  boolean showsAnother() {
    return isReply() || type == THREAD_STARTER && reference.isPresent();
  }

  /// Whether it tells of an event instead of carrying somebody's words.
  public boolean isSystem() {
    return switch (type) {
      case DEFAULT, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND -> false;
      default -> true;
    };
  }

  /// Returns the message with another text and other parts.
  Message edited(String text, Parts changed, Mentioned mentioned, @Nullable Instant at) {
    var parts = Optional.of(changed).filter(it -> !it.equals(Parts.NONE));
    return with()
        .content(text)
        .mentions(mentioned.users())
        .extra(new Extra(extra.tts(), mentioned.everyone(), parts, extra.byline()))
        .editedAt(at)
        .build();
  }

  /// Returns the wire form.
  ///
  /// @param referenced the answered message, absent where it is gone
  public MessageJson json(Shown shown, Optional<MessageJson> referenced) {
    var users = shown.users();
    return new MessageJson(
        id,
        channelId,
        seq,
        type,
        content,
        author(users),
        extra.byline().map(_ -> authorId),
        extra.byline().flatMap(it -> Optional.ofNullable(it.applicationId())),
        Snowflake.time(id),
        editedAt,
        extra.tts(),
        extra.mentionEveryone(),
        mentions.stream().map(users::get).filter(Objects::nonNull).toList(),
        parts().mentionRoles(),
        shown.links().json(parts().attachments()),
        (flags & SUPPRESS_EMBEDS) == 0
            ? shown.links().resolve(parts().embeds(), parts().attachments())
            : List.of(),
        parts().components(),
        pinnedAt != null,
        flags,
        Optional.empty(),
        reference,
        showsAnother() ? Optional.of(referencedNode(referenced)) : Optional.empty(),
        Optional.of(parts().snapshots()).filter(list -> !list.isEmpty()),
        Optional.ofNullable(shown.polls().get(id)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private UserJson author(Map<Long, UserJson> users) {
    return extra
        .byline()
        .map(it -> UserJson.of(authorId, it.name(), null, it.avatar(), true))
        .orElseGet(
            () ->
                users.getOrDefault(
                    authorId, UserJson.of(authorId, "deleted-user", null, null, false)));
  }

  private static JsonNode referencedNode(Optional<MessageJson> referenced) {
    return referenced.<JsonNode>map(Json::toTree).orElse(NullNode.getInstance());
  }
}
