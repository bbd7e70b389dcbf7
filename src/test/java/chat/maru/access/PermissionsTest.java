package chat.maru.access;

import static chat.maru.access.Permission.ADMINISTRATOR;
import static chat.maru.access.Permission.ATTACH_FILES;
import static chat.maru.access.Permission.MANAGE_MESSAGES;
import static chat.maru.access.Permission.MENTION_EVERYONE;
import static chat.maru.access.Permission.READ_MESSAGE_HISTORY;
import static chat.maru.access.Permission.SEND_MESSAGES;
import static chat.maru.access.Permission.VIEW_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.GuildRights.Overwrite;
import chat.maru.access.GuildRights.Role;
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
              new Role(ADMINISTRATOR.bit(), 3)));

  @Test
  void everyonesRoleIsTheBaseAndRolesAddToIt() {
    assertThat(Permissions.inGuild(TEA, bob())).isEqualTo(BASE);
    assertThat(SEND_MESSAGES.in(Permissions.inGuild(TEA, bob(WRITERS)))).isTrue();
    assertThat(Permissions.inGuild(TEA, bob(99))).as("a role that is gone").isEqualTo(BASE);
  }

  @Test
  void ownerAndAdministratorMayAllWhateverOverwritesSay() {
    var denied =
        List.of(new Overwrite(GUILD, 0, Permission.ALL), new Overwrite(BOB, 0, Permission.ALL));
    assertThat(Permissions.inChannel(TEA, bob(ADMINS), denied, false)).isEqualTo(Permission.ALL);
    var owner = new MemberRights(GUILD, OWNER, Set.of(), Optional.empty());
    assertThat(Permissions.inChannel(TEA, owner, denied, true)).isEqualTo(Permission.ALL);
  }

  @Test
  void anOverwriteForARoleThatIsGoneGivesNothing() {
    var hidden = new Overwrite(GUILD, 0, VIEW_CHANNEL.bit());
    var gone = new Overwrite(99, VIEW_CHANNEL.bit(), 0);
    var there = new Overwrite(READERS, VIEW_CHANNEL.bit(), 0);
    assertThat(Permissions.inChannel(TEA, bob(99), List.of(hidden, gone), false)).isZero();
    assertThat(
            VIEW_CHANNEL.in(
                Permissions.inChannel(TEA, bob(READERS), List.of(hidden, there), false)))
        .isTrue();
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
  void withoutSeeingThereIsNothing() {
    var hidden = new Overwrite(GUILD, 0, VIEW_CHANNEL.bit());
    assertThat(Permissions.inChannel(TEA, bob(WRITERS), List.of(hidden), false)).isZero();
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
    assertThat(Permissions.inChannel(TEA, bob(WRITERS), List.of(), true)).isEqualTo(BASE);
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
    return permission.in(Permissions.inChannel(TEA, who, List.of(overwrites), false));
  }

  private static MemberRights bob(long... roles) {
    return new MemberRights(
        GUILD, BOB, Arrays.stream(roles).boxed().collect(Collectors.toSet()), Optional.empty());
  }
}
