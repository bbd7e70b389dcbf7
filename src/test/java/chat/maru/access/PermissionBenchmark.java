package chat.maru.access;

import chat.maru.access.GuildRights.Overwrite;
import chat.maru.access.GuildRights.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one decision costs, from what the node remembers: it is made for every session of a guild
/// whenever who sees a channel is computed anew, and for every call.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PermissionBenchmark {
  private static final long GUILD = 1;
  private static final long MEMBER = 2;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /// Roles of the guild, of which the member has a quarter; as many overwrites.
  @Param({"0", "8", "64"})
  public int roles;

  private GuildRights guild = new GuildRights(GUILD, 99, Map.of());
  private MemberRights member = MemberRights.plain(GUILD, MEMBER);
  private GuildRights.Channel channel = GuildRights.Channel.inGuild(5, GUILD, 0, List.of());

  @Setup
  public void make() {
    var known = new HashMap<Long, Role>();
    var overwrites = new ArrayList<Overwrite>();
    known.put(GUILD, new Role(Permission.VIEW_CHANNEL.bit(), 0));
    for (var role = 10L; role < 10 + roles; role++) {
      known.put(role, new Role(Permission.SEND_MESSAGES.bit(), (int) role));
      overwrites.add(new Overwrite(role, Permission.ATTACH_FILES.bit(), 0));
    }
    guild = new GuildRights(GUILD, 99, known);
    Set<Long> own =
        LongStream.range(10, 10 + roles / 4).boxed().collect(Collectors.toUnmodifiableSet());
    member = new MemberRights(GUILD, MEMBER, own, Optional.empty());
    channel = GuildRights.Channel.inGuild(5, GUILD, 0, List.copyOf(overwrites));
  }

  @Benchmark
  public long inChannel() {
    return Permissions.inChannel(guild, member, channel, NOW);
  }

  @Benchmark
  public long inGuild() {
    return Permissions.inGuild(guild, member, NOW);
  }
}
