package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Who goes from a guild goes from its threads.
class ThreadLeavingIT {
  private static final int PUBLIC = 11;
  private static final int PRIVATE = 12;

  @Test
  void whoLeavesIsInNoThreadAnyMore() {
    gone((guild, member) -> member.rest().delete("/users/@me" + guild.path()).expect(204));
  }

  @Test
  void whoIsKickedIsInNoThreadAnyMore() {
    gone(
        (guild, member) ->
            guild.owner().rest().delete(guild.path() + "/members/" + member.id()).expect(204));
  }

  @Test
  void whoIsBannedIsInNoThreadAnyMore() {
    gone(
        (guild, member) -> {
          var ban = guild.path() + "/bans/" + member.id();
          guild.owner().rest().put(ban, Map.of()).expect(204);
          guild.owner().rest().delete(ban).expect(204);
        });
  }

  private static void gone(BiConsumer<GuildOf, Person> goes) {
    var guild = GuildOf.someone();
    var owner = guild.owner().rest();
    var member = guild.member();
    var open = thread(guild, PUBLIC);
    var secret = thread(guild, PRIVATE);
    var archived = thread(guild, PRIVATE);
    var untouched = thread(guild, PUBLIC);
    for (var id : List.of(open, secret, archived)) {
      owner.put("/channels/" + id + "/thread-members/" + member.id(), Map.of()).expect(204);
    }
    owner.patch("/channels/" + archived, Map.of("archived", true)).expect(200);
    member.rest().get("/channels/" + secret).expect(200);
    member.rest().get("/channels/" + archived).expect(200);
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      goes.accept(guild, member);
      for (var id : List.of(open, secret, archived)) {
        var told =
            client.event("THREAD_MEMBERS_UPDATE", event -> event.path("id").asText().equals(id));
        assertThat(told.path("removed_member_ids")).hasSize(1);
        assertThat(told.path("removed_member_ids").get(0).asLong()).isEqualTo(member.id());
        assertThat(told.path("member_count").asInt()).isEqualTo(1);
      }
      client.event("GUILD_MEMBER_REMOVE");
      assertThat(client.events("THREAD_MEMBERS_UPDATE")).hasSize(3);
    }
    guild.lets(member);
    for (var id : List.of(open, secret, archived, untouched)) {
      assertThat(owner.get("/channels/" + id).expect(200).path("member_count").asInt())
          .isEqualTo(1);
      assertThat(owner.get("/channels/" + id + "/thread-members").expect(200)).hasSize(1);
    }
    member.rest().get("/channels/" + open).expect(200);
    member.rest().get("/channels/" + secret).refused(403, 50001);
    member.rest().get("/channels/" + archived).refused(403, 50001);
    assertThat(
            member
                .rest()
                .get("/channels/" + guild.general() + "/users/@me/threads/archived/private")
                .expect(200)
                .path("threads"))
        .isEmpty();
  }

  @Test
  void whoJoinsAThreadWhileBeingKickedIsNotInIt() throws Exception {
    var guild = GuildOf.someone();
    var path = "/channels/" + thread(guild, PUBLIC);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < 12; round++) {
        var member = guild.member();
        Callable<Integer> joins =
            () -> member.rest().put(path + "/thread-members/@me", Map.of()).status();
        Callable<Integer> kicked =
            () -> guild.owner().rest().delete(guild.path() + "/members/" + member.id()).status();
        Callable<Integer> writes =
            () -> member.rest().post(path + "/messages", Map.of("content", "x")).status();
        for (var answer : pool.invokeAll(List.of(joins, kicked, writes))) {
          assertThat(answer.get()).isLessThan(500);
        }
      }
    }
    var owner = guild.owner().rest();
    assertThat(owner.get(path + "/thread-members").expect(200)).hasSize(1);
    assertThat(owner.get(path).expect(200).path("member_count").asInt()).isEqualTo(1);
  }

  private static String thread(GuildOf guild, int type) {
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/threads", Map.of("name", "t", "type", type))
        .expect(201)
        .path("id")
        .asText();
  }
}
