package chat.maru.channel.thread;

import chat.maru.channel.Channel;
import chat.maru.channel.ChannelType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a thread has beside what every channel has. Changed only under the lock of its head.
@Entity
@Table(name = "threads")
public class ThreadState {
  @Id long channelId;

  @Column(updatable = false)
  long guildId;

  @Column(updatable = false)
  long parentId;

  /// Whether only its members and those with MANAGE_THREADS see it.
  @Column(updatable = false)
  boolean secret;

  boolean archived;

  /// When `archived` or how long it waits last changed.
  Instant archivedAt;

  int autoArchiveDuration;
  boolean locked;
  boolean invitable;

  @Convert(converter = Tags.class)
  List<Long> appliedTags;

  /// How many messages at the beginning the counts leave out: what the thread was started with.
  @Column(updatable = false)
  int uncounted;

  boolean deleted;

  /// Counted by [ThreadMembers].
  @Column(insertable = false, updatable = false)
  int memberCount;

  /// Counted by [Threads].
  @Column(insertable = false, updatable = false)
  int removed;

  protected ThreadState() {}

  ThreadState(Channel thread, long parentId, ThreadPlan plan, int uncounted, Instant now) {
    this.channelId = thread.id();
    this.guildId = thread.guildId();
    this.parentId = parentId;
    this.secret = plan.type() == ChannelType.PRIVATE_THREAD;
    this.archivedAt = moment(now);
    this.autoArchiveDuration = plan.autoArchiveDuration();
    this.invitable = plan.invitable();
    this.appliedTags = plan.tags();
    this.uncounted = uncounted;
  }

  /// Puts it into the archive or takes it out.
  void archive(boolean into, Instant now) {
    if (archived != into) {
      archived = into;
      archivedAt = moment(now);
    }
  }

  /// Changes how long it waits, which is a sign of life.
  void waitFor(int minutes, Instant now) {
    if (autoArchiveDuration != minutes) {
      autoArchiveDuration = minutes;
      archivedAt = moment(now);
    }
  }

  /// Pages of the archive go by this moment, which clients send back as they got it.
  private static Instant moment(Instant now) {
    return now.truncatedTo(ChronoUnit.MICROS);
  }

  /// How a list of ids lies in its column.
  public static class Tags implements AttributeConverter<List<Long>, String> {
    @Override
    public String convertToDatabaseColumn(List<Long> tags) {
      return tags.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public List<Long> convertToEntityAttribute(String text) {
      return text.isEmpty()
          ? List.of()
          : Arrays.stream(text.split(",")).map(Long::valueOf).toList();
    }
  }
}
