package chat.maru.proof.plant;

import chat.maru.reference.ReferenceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Future;
import redis.clients.jedis.Jedis;

/// Scenarios of the sessions that listen.
final class Watching {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(2_300);
  private static final int GUILDS = 15;
  private static final int SESSIONS = 3;

  private Watching() {}

  private static void says(ReferenceClient client, String channel, String what, int count) {
    for (var i = 0; i < count; i++) {
      Sending.says(client, channel, what + i);
    }
  }

  /// The last events before the break never reach the reader.
  static void absence(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var screen = ground.screen(place.jun(), ground.node());
    says(mina, place.channel(), "seen ", 6);
    Stillness.await(screen::frames, Duration.ofSeconds(1));
    screen.reads(3);
    screen.breaks();
    says(mina, place.channel(), "missed ", 10);
    ground.rests();
    screen.comesBack(ground.node());
    screen.readsAll();
    says(mina, place.channel(), "live ", 2);
  }

  static void elsewhere(Ground ground) {
    var other = ground.second();
    var place = ground.place();
    var mina = ground.client(place.mina());
    var screen = ground.screen(place.jun(), other);
    says(mina, place.channel(), "seen ", 3);
    Stillness.await(screen::frames, Duration.ofSeconds(1));
    screen.readsAll();
    Stillness.hopeFor(() -> isNoted(ground, screen), PATIENCE);
    screen.breaks();
    says(mina, place.channel(), "missed ", 10);
    ground.rests();
    screen.comesBack(ground.node());
    screen.readsAll();
    says(mina, place.channel(), "live ", 2);
  }

  private static boolean isNoted(Ground ground, HandheldScreen screen) {
    var key = "session:{" + screen.session() + "}";
    try (var redis = new Jedis(ground.cluster().setting("maru.redis.url"))) {
      return redis.exists(key, key + ":points") == 2;
    }
  }

  /// Who is in many guilds is told of them for a while: what is sent meanwhile must come behind.
  static void arrivals(Ground ground) {
    var place = ground.place();
    for (var i = 0; i < GUILDS; i++) {
      place.jun().rest().post("/guilds", Map.of("name", "Guild " + i)).expect(201);
    }
    var mina = ground.client(place.mina());
    Sending.says(mina, place.channel(), "before");
    var decided = new ArrayList<Future<?>>();
    for (var session = 0; session < SESSIONS; session++) {
      var jun = Thread.startVirtualThread(() -> ground.client(place.jun()));
      Stillness.hopeFor(
          () -> {
            decided.add(mina.send(place.channel(), Sending.key(), "meanwhile"));
            return !jun.isAlive();
          },
          PATIENCE);
      for (var i = 0; i < 50; i++) {
        decided.add(mina.send(place.channel(), Sending.key(), "at once"));
        Stillness.pass(Duration.ofMillis(1));
      }
    }
    Sending.allDecided(decided);
  }

  /// Jun is there when the channel is taken away, Dora's connection is broken.
  static void revocation(Ground ground) {
    var place = ground.place();
    var dora = ground.player("dora");
    place.lets(dora);
    ground.sees(dora, place.channel(), true);
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    var screen = ground.screen(dora, ground.node());
    says(mina, place.channel(), "seen ", 2);
    Stillness.await(screen::frames, Duration.ofSeconds(1));
    screen.readsAll();
    screen.breaks();
    says(mina, place.channel(), "not for Dora ", 3);
    ground.rests();
    place.hidesFrom(dora);
    ground.sees(dora, place.channel(), false);
    place.hidesFrom(place.jun());
    ground.sees(place.jun(), place.channel(), false);
    Stillness.pass(GRACE);
    screen.comesBack(ground.node());
    screen.readsAll();
    says(mina, place.channel(), "for nobody ", 3);
  }
}
