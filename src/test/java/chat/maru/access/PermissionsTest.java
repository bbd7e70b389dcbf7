package chat.maru.access;

import static chat.maru.access.Permission.ADMINISTRATOR;
import static chat.maru.access.Permission.ATTACH_FILES;
import static chat.maru.access.Permission.CONNECT;
import static chat.maru.access.Permission.KICK_MEMBERS;
import static chat.maru.access.Permission.MANAGE_CHANNELS;
import static chat.maru.access.Permission.MANAGE_MESSAGES;
import static chat.maru.access.Permission.MENTION_EVERYONE;
import static chat.maru.access.Permission.MODERATE_MEMBERS;
import static chat.maru.access.Permission.READ_MESSAGE_HISTORY;
import static chat.maru.access.Permission.SEND_MESSAGES;
import static chat.maru.access.Permission.SEND_MESSAGES_IN_THREADS;
import static chat.maru.access.Permission.VIEW_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.GuildRights.Overwrite;
import chat.maru.access.GuildRights.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final long GUILD = 1;
  private static final long OWNER = 2;
  private static final long BOB = 3;
  private static final long READERS = 10;
  private static final long WRITERS = 11;
  private static final long ADMINS = 12;
  private static final long MODERATORS = 13;
  private static final long MANAGERS = 14;
  private static final long CALLERS = 15;
  private static final int TEXT = 0;
  private static final int VOICE = 2;
  private static final int THREAD = 11;
  private static final int STAGE = 13;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long BASE = Permission.of(VIEW_CHANNEL, READ_MESSAGE_HISTORY);
  private static final GuildRights TEA =
      new GuildRights(
          GUILD,
          OWNER,
          Map.of(
              GUILD,
              new Role(BASE, 0),
              READERS,
              new Role(0, 1),
              WRITERS,
              new Role(Permission.of(SEND_MESSAGES, ATTACH_FILES, MENTION_EVERYONE), 2),
              ADMINS,
              new Role(ADMINISTRATOR.bit(), 3),
              MODERATORS,
              new Role(Permission.of(KICK_MEMBERS, MODERATE_MEMBERS), 4),
              MANAGERS,
              new Role(MANAGE_CHANNELS.bit(), 5),
              CALLERS,
              new Role(CONNECT.bit(), 6)));

  @Test
  void everyonesRoleIsTheBaseAndRolesAddToIt() {
    assertThat(inGuild(bob())).isEqualTo(BASE);
    assertThat(SEND_MESSAGES.in(inGuild(bob(WRITERS)))).isTrue();
    assertThat(inGuild(bob(99))).as("a role that is gone").isEqualTo(BASE);
  }

  @Test
  void ownerAndAdministratorMayAllWhateverOverwritesSay() {
    var denied =
        List.of(new Overwrite(GUILD, 0, Permission.ALL), new Overwrite(BOB, 0, Permission.ALL));
    assertThat(in(TEXT, bob(ADMINS), denied)).isEqualTo(Permission.ALL);
    var owner = new MemberRights(GUILD, OWNER, Set.of(), Optional.empty());
    assertThat(in(TEXT, silenced(owner), denied)).isEqualTo(Permission.ALL);
  }

  @Test
  void overwritesApplyFromEveryoneOverRolesToTheMember() {
    var everyoneDenied = new Overwrite(GUILD, 0, SEND_MESSAGES.bit());
    assertThat(may(SEND_MESSAGES, bob(WRITERS), everyoneDenied)).isFalse();
    var roleAllowed = new Overwrite(READERS, SEND_MESSAGES.bit(), 0);
    assertThat(may(SEND_MESSAGES, bob(WRITERS, READERS), everyoneDenied, roleAllowed)).isTrue();
    var memberDenied = new Overwrite(BOB, 0, SEND_MESSAGES.bit());
    assertThat(may(SEND_MESSAGES, bob(WRITERS, READERS), memberDenied, everyoneDenied, roleAllowed))
        .isFalse();
    var memberAllowed = new Overwrite(BOB, SEND_MESSAGES.bit(), 0);
    assertThat(may(SEND_MESSAGES, bob(), everyoneDenied, memberAllowed)).isTrue();
  }

  @Test
  void ofSeveralRolesAnAllowBeatsADeny() {
    var denied = new Overwrite(READERS, 0, SEND_MESSAGES.bit());
    var allowed = new Overwrite(WRITERS, SEND_MESSAGES.bit(), 0);
    assertThat(may(SEND_MESSAGES, bob(READERS, WRITERS), denied, allowed)).isTrue();
    assertThat(may(SEND_MESSAGES, bob(READERS, WRITERS), allowed, denied)).isTrue();
  }

  @Test
  void overwritesOfOthersDoNotCount() {
    assertThat(may(SEND_MESSAGES, bob(), new Overwrite(WRITERS, SEND_MESSAGES.bit(), 0))).isFalse();
    assertThat(may(SEND_MESSAGES, bob(), new Overwrite(OWNER, SEND_MESSAGES.bit(), 0))).isFalse();
  }

  @Test
  void anOverwriteOfARoleThatIsGoneDoesNotCount() {
    var gone = new Overwrite(99, SEND_MESSAGES.bit(), 0);
    assertThat(may(SEND_MESSAGES, bob(99), gone)).isFalse();
  }

  @Test
  void withoutSeeingThereIsNothing() {
    var hidden = new Overwrite(GUILD, 0, VIEW_CHANNEL.bit());
    assertThat(in(TEXT, bob(WRITERS), List.of(hidden))).isZero();
  }

  @Test
  void withoutSendingThereAreNoMentionsAndNoFiles() {
    var silent = new Overwrite(BOB, MANAGE_MESSAGES.bit(), SEND_MESSAGES.bit());
    assertThat(may(ATTACH_FILES, bob(WRITERS), silent)).isFalse();
    assertThat(may(MENTION_EVERYONE, bob(WRITERS), silent)).isFalse();
    assertThat(may(MANAGE_MESSAGES, bob(WRITERS), silent)).as("others stay").isTrue();
  }

  @Test
  void aTimeoutLeavesReading() {
    assertThat(in(TEXT, silenced(bob(WRITERS)), List.of())).isEqualTo(BASE);
    var given = new Overwrite(BOB, Permission.of(SEND_MESSAGES, MANAGE_MESSAGES), 0);
    assertThat(in(TEXT, silenced(bob(WRITERS)), List.of(given))).isEqualTo(BASE);
    assertThat(in(VOICE, silenced(bob(CALLERS)), List.of())).isEqualTo(BASE);
  }

  @Test
  void aTimeoutTakesWhatAModeratorMayInTheGuildToo() {
    assertThat(KICK_MEMBERS.in(inGuild(bob(MODERATORS)))).isTrue();
    assertThat(inGuild(silenced(bob(MODERATORS)))).isEqualTo(BASE);
    assertThat(inGuild(silenced(bob(ADMINS)))).as("exempt").isEqualTo(Permission.ALL);
    var over = new MemberRights(GUILD, BOB, Set.of(MODERATORS), Optional.of(NOW));
    assertThat(KICK_MEMBERS.in(inGuild(over))).as("its time is over").isTrue();
  }

  @Test
  void inAVoiceChannelWithoutConnectingThereIsOnlyTheSight() {
    assertThat(in(VOICE, bob(CALLERS, MANAGERS), List.of()) & MANAGE_CHANNELS.bit()).isNotZero();
    var barred = List.of(new Overwrite(BOB, 0, CONNECT.bit()));
    assertThat(in(VOICE, bob(CALLERS, MANAGERS, WRITERS), barred)).isEqualTo(VIEW_CHANNEL.bit());
    assertThat(in(STAGE, bob(CALLERS, MANAGERS), barred)).isEqualTo(VIEW_CHANNEL.bit());
    assertThat(in(TEXT, bob(CALLERS, MANAGERS), barred) & MANAGE_CHANNELS.bit()).isNotZero();
  }

  @Test
  void inAThreadSendingIsAPermissionOfItsOwn() {
    var announcements = List.of(new Overwrite(GUILD, 0, SEND_MESSAGES.bit()));
    var threads =
        List.of(new Overwrite(GUILD, SEND_MESSAGES_IN_THREADS.bit(), SEND_MESSAGES.bit()));
    assertThat(SEND_MESSAGES.in(in(THREAD, bob(WRITERS), announcements))).isFalse();
    assertThat(SEND_MESSAGES.in(in(THREAD, bob(WRITERS), List.of()))).isFalse();
    assertThat(SEND_MESSAGES.in(in(THREAD, bob(WRITERS), threads))).isTrue();
    assertThat(ATTACH_FILES.in(in(THREAD, bob(WRITERS), threads))).isTrue();
    assertThat(ATTACH_FILES.in(in(TEXT, bob(WRITERS), threads))).isFalse();
    var hidden = new Overwrite(GUILD, 0, VIEW_CHANNEL.bit());
    assertThat(in(THREAD, bob(WRITERS), List.of(hidden))).isZero();
  }

  @Test
  void aThreadHasTheOverwritesAndTheEndOfItsChannel() {
    var parent = channel(TEXT, List.of(new Overwrite(GUILD, 1, 2)));
    var thread = channel(THREAD, List.of());
    assertThat(thread.within(parent).overwrites()).isEqualTo(parent.overwrites());
    assertThat(thread.within(parent).type()).isEqualTo(THREAD);
    assertThat(thread.within(parent).deleted()).isFalse();
    var gone = new GuildRights.Channel(20, GUILD, 0, TEXT, false, true, List.of());
    assertThat(thread.within(gone).deleted()).isTrue();
  }

  @Test
  void overwritesDoNotReachWhatBelongsToTheGuild() {
    var given = new Overwrite(BOB, Permission.of(ADMINISTRATOR, KICK_MEMBERS), 0);
    assertThat(in(TEXT, bob(WRITERS), List.of(given))).isEqualTo(in(TEXT, bob(WRITERS), List.of()));
    var taken = new Overwrite(BOB, 0, KICK_MEMBERS.bit());
    assertThat(KICK_MEMBERS.in(in(TEXT, bob(MODERATORS), List.of(taken)))).isTrue();
  }

  @Test
  void theSetsOfTheProtocol() {
    assertThat(Permission.ALL).isEqualTo(8866461766385663L);
    assertThat(Permission.values()).hasSize(52);
    assertThat(Permission.BYPASS_SLOWMODE.bit()).isEqualTo(1L << 52);
    assertThat(SEND_MESSAGES.in(Permission.DEFAULT)).isTrue();
    assertThat(ADMINISTRATOR.in(Permission.DEFAULT)).isFalse();
  }

  private static boolean may(Permission permission, MemberRights who, Overwrite... overwrites) {
    return permission.in(in(TEXT, who, List.of(overwrites)));
  }

  private static long inGuild(MemberRights who) {
    return Permissions.inGuild(TEA, who, NOW);
  }

  private static long in(int type, MemberRights who, List<Overwrite> overwrites) {
    return Permissions.inChannel(TEA, who, channel(type, overwrites), NOW);
  }

  private static GuildRights.Channel channel(int type, List<Overwrite> overwrites) {
    return new GuildRights.Channel(20, GUILD, 0, type, false, false, overwrites);
  }

  private static MemberRights silenced(MemberRights who) {
    return new MemberRights(
        who.guildId(), who.userId(), who.roles(), Optional.of(NOW.plusSeconds(1)));
  }

  private static MemberRights bob(long... roles) {
    return new MemberRights(
        GUILD, BOB, Arrays.stream(roles).boxed().collect(Collectors.toSet()), Optional.empty());
  }
}
