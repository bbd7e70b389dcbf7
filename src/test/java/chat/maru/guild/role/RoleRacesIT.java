package chat.maru.guild.role;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.RoleOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoleRacesIT {
  private static final String SEND = Long.toString(Permission.SEND_MESSAGES.bit());

  private final GuildOf guild = GuildOf.someone();
  private final String roles = guild.path() + "/roles";

  @Test
  void twoReordersAtOnceLoseNothing() {
    var all = IntStream.range(0, 8).mapToObj(_ -> RoleOf.in(guild, Map.of())).toList();
    var up = all.get(0);
    var down = all.get(7);
    for (var round = 0; round < 5; round++) {
      guild.owner().rest().patch(roles, List.of(up.move(1), down.move(8))).expect(200);
      assertThat(
              atOnce(
                  List.of(
                      () -> guild.owner().rest().patch(roles, List.of(up.move(8))).status(),
                      () -> guild.owner().rest().patch(roles, List.of(down.move(1))).status())))
          .containsOnly(200);
      var order = RoleOf.order(guild);
      assertThat(order.getFirst()).isEqualTo(guild.id());
      assertThat(order.get(1)).isEqualTo(down.id());
      assertThat(order.getLast()).isEqualTo(up.id());
      var list = guild.owner().rest().get(roles).expect(200);
      assertThat(list.findValuesAsText("position"))
          .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
    }
  }

  @Test
  void aRoleDeletedWhileGivenIsWithNobody() {
    var member = guild.member();
    for (var round = 0; round < 10; round++) {
      var role = RoleOf.in(guild, Map.of());
      var statuses =
          atOnce(
              List.of(
                  () -> guild.owner().rest().put(role.at(member), Map.of()).status(),
                  () -> guild.owner().rest().delete(role.path()).status(),
                  () -> guild.owner().rest().patch(role.path(), Map.of("name", "late")).status()));
      assertThat(statuses.get(0)).isIn(204, 404);
      assertThat(statuses.get(1)).isEqualTo(204);
      assertThat(statuses.get(2)).isIn(200, 404);
      var seen = guild.owner().rest().get(guild.path() + "/members/" + member.id()).expect(200);
      assertThat(seen.path("roles")).isEmpty();
    }
  }

  /// What was accepted is there once and in order; what came after the role was gone is refused.
  @Test
  void aRoleTakenFromWhoIsSendingLosesAndDoublesNothing() {
    var member = guild.member();
    var role = RoleOf.in(guild, Map.of());
    var channel = guild.channel(Map.of("name", "stage"));
    var rights = "/channels/" + channel + "/permissions/";
    var owner = guild.owner().rest();
    owner.put(rights + guild.id(), Map.of("type", 0, "deny", SEND)).expect(204);
    owner.put(rights + role.id(), Map.of("type", 0, "allow", SEND)).expect(204);
    owner.put(role.at(member), Map.of()).expect(204);
    var messages = "/channels/" + channel + "/messages";
    member.rest().post(messages, Map.of("content", "first")).expect(200);
    var calls = new ArrayList<Callable<Integer>>();
    for (var n = 0; n < 60; n++) {
      var text = Map.of("content", "message " + n);
      calls.add(() -> member.rest().post(messages, text).status());
    }
    calls.add(20, () -> owner.delete(role.at(member)).status());
    var statuses = atOnce(calls);
    assertThat(statuses.get(20)).isEqualTo(204);
    assertThat(statuses).containsOnly(200, 204, 403);
    member.rest().post(messages, Map.of("content", "late")).refused(403, 50013);
    var accepted = (int) statuses.stream().filter(status -> status == 200).count() + 1;
    var stored = owner.get(messages + "?limit=100").expect(200);
    assertThat(stored.findValuesAsText("seq"))
        .containsExactlyElementsOf(
            IntStream.range(0, accepted).mapToObj(n -> Integer.toString(accepted - n)).toList());
  }

  @Test
  void manyGivenAtOnceAreAllThere() {
    var member = guild.member();
    var all = IntStream.range(0, 8).mapToObj(_ -> RoleOf.in(guild, Map.of())).toList();
    var gifts =
        all.stream()
            .map(
                role ->
                    (Callable<Integer>)
                        () -> guild.owner().rest().put(role.at(member), Map.of()).status())
            .toList();
    assertThat(atOnce(gifts)).containsOnly(204);
    var seen = guild.owner().rest().get(guild.path() + "/members/" + member.id()).expect(200);
    assertThat(seen.path("roles")).hasSize(8);
  }

  @Test
  void ofManyAtTheLimitOnlyAsManyAreMadeAsThereIsRoomFor() {
    for (var i = 1; i < 248; i++) {
      guild.owner().rest().post(roles, Map.of()).expect(200);
    }
    var makes =
        Collections.nCopies(
            6, (Callable<Integer>) () -> guild.owner().rest().post(roles, Map.of()).status());
    var statuses = new ArrayList<>(atOnce(makes));
    statuses.sort(null);
    assertThat(statuses).containsExactly(200, 200, 400, 400, 400, 400);
    guild.owner().rest().post(roles, Map.of()).refused(400, 30005);
    assertThat(RoleOf.order(guild)).hasSize(250);
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls) {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Integer>();
      for (var answer : pool.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      return statuses;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
