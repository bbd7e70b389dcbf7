package chat.maru.guild.ban;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What happens at once ends in one consistent state, and nobody is answered 5xx.
class BanRacesIT {
  private final GuildOf guild = GuildOf.someone();

  @RepeatedTest(5)
  void whoJoinsWhileItIsBannedIsNeverAMemberAfterwards() throws Exception {
    var code =
        guild
            .owner()
            .rest()
            .post("/channels/" + guild.general() + "/invites", Map.of("max_age", 0))
            .expect(200)
            .path("code")
            .asText();
    var guest = Person.register();
    var path = guild.path() + "/bans/" + guest.id();

    var statuses =
        atOnce(
            List.of(
                () -> guild.owner().rest().put(path, Map.of()).status(),
                () -> guest.rest().post("/invites/" + code, Map.of()).status()));

    assertThat(statuses.getFirst()).isEqualTo(204);
    assertThat(statuses.getLast()).isIn(200, 403);
    guild.owner().rest().get(path).expect(200);
    guild.owner().rest().get(guild.path() + "/members/" + guest.id()).refused(404, 10007);
    assertThat(guild.memberCount()).isEqualTo(1);
  }

  @Test
  void ofManyBansAtOnceOneIsTold() throws Exception {
    var alice = guild.member();
    var path = guild.path() + "/bans/" + alice.id();
    try (var hears = GatewayClient.of(guild.owner().token())) {
      Callable<Integer> ban = () -> guild.owner().rest().put(path, Map.of()).status();
      Callable<Integer> kick =
          () -> guild.owner().rest().delete(guild.path() + "/members/" + alice.id()).status();

      var statuses =
          atOnce(Stream.concat(Stream.of(kick), Stream.generate(() -> ban)).limit(6).toList());

      assertThat(statuses.subList(1, 6)).containsOnly(204);
      assertThat(statuses.getFirst()).isIn(204, 404);
      guild.owner().rest().delete(path).expect(204);
      hears.event("GUILD_BAN_REMOVE");
      assertThat(hears.events("GUILD_BAN_ADD")).hasSize(1);
      assertThat(hears.events("GUILD_MEMBER_REMOVE")).hasSize(1);
    }
    assertThat(guild.memberCount()).isEqualTo(1);
  }

  @Test
  void bulkBansAndLiftsAtOnceLoseNothing() throws Exception {
    var strangers = IntStream.range(0, 10).mapToObj(_ -> Person.register()).toList();
    var ids = strangers.stream().map(person -> Long.toString(person.id())).toList();
    var calls = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 4; i++) {
      var order = i % 2 == 0 ? ids : ids.reversed();
      calls.add(
          () ->
              guild
                  .owner()
                  .rest()
                  .post(guild.path() + "/bulk-ban", Map.of("user_ids", order))
                  .status());
    }
    var statuses = atOnce(calls);

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).containsOnly(200, 400);
    assertThat(guild.owner().rest().get(guild.path() + "/bans").expect(200)).hasSize(10);
    var lifts =
        atOnce(
            strangers.stream()
                .map(
                    person ->
                        (Callable<Integer>)
                            () ->
                                guild
                                    .owner()
                                    .rest()
                                    .delete(guild.path() + "/bans/" + person.id())
                                    .status())
                .toList());
    assertThat(lifts).containsOnly(204);
    assertThat(guild.owner().rest().get(guild.path() + "/bans").expect(200)).isEmpty();
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
    var statuses = new ArrayList<Integer>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : pool.invokeAll(calls)) {
        statuses.add(answer.get());
      }
    }
    return statuses;
  }
}
