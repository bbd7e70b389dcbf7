package chat.maru.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.redis.Redis;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The TTL is the truth: a node that died without a word renews nothing, and others tell of it.
class PresenceExpiryIT {
  private static final List<Appearance> ONLINE =
      List.of(new Appearance(ClientKind.DESKTOP, Presence.ONLINE));

  @Test
  void whoseNodeHasDiedIsToldOfAsOffline() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var dead = node(Presences.LIFE.minusSeconds(4));

      assertThat(dead.put(member.id(), ONLINE)).map(Presences.Shown::news).contains(true);

      assertThat(node(Duration.ZERO).online(List.of(member.id()))).contains(member.id());
      owner.event("PRESENCE_UPDATE", p -> isOffline(p, member));
      assertThat(node(Duration.ZERO).online(List.of(member.id()))).isEmpty();
    }
  }

  @Test
  void whatANodeDoesNotRenewCountsNoMoreWhileAnotherOneHoldsTheUser() {
    var user = Person.register();
    var dead = node(Presences.LIFE.plusSeconds(1));
    dead.put(user.id(), List.of(new Appearance(ClientKind.MOBILE, new Presence("dnd", List.of()))));

    var seen = node(Duration.ZERO).put(user.id(), ONLINE).orElseThrow();

    assertThat(seen.seen().status()).isEqualTo("online");
    assertThat(seen.seen().clientStatus()).containsOnlyKeys("desktop");
  }

  @Test
  void theSameAgainIsNoNewsAndEachNodeSpeaksForItsOwnClients() {
    var user = Person.register();
    var one = node(Duration.ZERO);
    var two = node(Duration.ZERO);

    assertThat(one.put(user.id(), ONLINE).orElseThrow().news()).isTrue();
    assertThat(one.put(user.id(), ONLINE).orElseThrow().news()).isFalse();
    assertThat(two.put(user.id(), ONLINE).orElseThrow().news()).isFalse();
    assertThat(one.put(user.id(), List.of()).orElseThrow().news()).isFalse();
    var last = two.put(user.id(), List.of()).orElseThrow();
    assertThat(last.news()).isTrue();
    assertThat(last.seen().isOffline()).isTrue();
  }

  @Test
  void aHundredClientsThatLookTheSameAreNotedAsOne() {
    var user = Person.register();
    node(Duration.ZERO).put(user.id(), Collections.nCopies(100, ONLINE.getFirst()));

    var key = "presence:user:" + user.id();
    var redis = CDI.current().select(Redis.class).get();
    assertThat(redis.hashes(List.of(key)).orElseThrow().getFirst().values())
        .filteredOn(value -> value.contains("clients"))
        .singleElement()
        .satisfies(
            node -> assertThat(Json.readOwn(node, JsonNode.class).path("clients")).hasSize(1));
  }

  /// Another node, whose clock stood still a while ago.
  private static Presences node(Duration ago) {
    var node = new Presences();
    node.redis = CDI.current().select(Redis.class).get();
    node.clock = Clock.offset(Clock.systemUTC(), ago.negated());
    return node;
  }

  private static boolean isOffline(JsonNode presence, Person person) {
    return presence.path("user").path("id").asLong() == person.id()
        && presence.path("status").asText().equals("offline");
  }
}
