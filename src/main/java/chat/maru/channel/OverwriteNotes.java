package chat.maru.channel;

import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.role.Role;
import chat.maru.guild.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What audit logs say of overwrites: an entry for each one that is new, other or gone.
@ApplicationScoped
class OverwriteNotes {
  @Inject Roles roles;

  /// Compares overwrites of channels of one guild.
  List<AuditNote> of(long guildId, List<Overwrite> before, List<Overwrite> after) {
    var changes = new ArrayList<Change>();
    var old = new HashMap<Place, Overwrite>();
    before.forEach(it -> old.put(Place.of(it), it));
    after.forEach(it -> changes.add(new Change(old.remove(Place.of(it)), it)));
    old.values().forEach(it -> changes.add(new Change(it, null)));
    changes.removeIf(Change::isNone);
    var names = names(guildId, changes);
    return changes.stream().map(change -> note(change, names)).toList();
  }

  private record Place(long channelId, long targetId) {
    static Place of(Overwrite overwrite) {
      return new Place(overwrite.channelId(), overwrite.targetId());
    }
  }

  /// One of the two is there.
  private record Change(@Nullable Overwrite before, @Nullable Overwrite after) {
    boolean isNone() {
      return before != null && before.equals(after);
    }

    Overwrite any() {
      return Stream.of(Optional.ofNullable(after), Optional.ofNullable(before))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow();
    }

    AuditAction action() {
      if (before == null) {
        return AuditAction.CHANNEL_OVERWRITE_CREATE;
      }
      return after == null
          ? AuditAction.CHANNEL_OVERWRITE_DELETE
          : AuditAction.CHANNEL_OVERWRITE_UPDATE;
    }
  }

  private Map<Long, String> names(long guildId, List<Change> changes) {
    var ids =
        changes.stream()
            .map(Change::any)
            .filter(it -> it.type() == Overwrite.ROLE)
            .map(Overwrite::targetId)
            .collect(Collectors.toSet());
    return ids.isEmpty()
        ? Map.of()
        : roles.listSome(guildId, ids).stream().collect(Collectors.toMap(Role::id, Role::name));
  }

  private static AuditNote note(Change change, Map<Long, String> names) {
    var any = change.any();
    var note =
        AuditNote.of(change.action(), any.channelId())
            .differences(json(change.before()), json(change.after()))
            .option("id", any.targetId())
            .option("type", any.type());
    var name = names.get(any.targetId());
    return name == null ? note : note.option("role_name", name);
  }

  private static @Nullable Object json(@Nullable Overwrite overwrite) {
    return overwrite == null ? null : overwrite.json();
  }
}
