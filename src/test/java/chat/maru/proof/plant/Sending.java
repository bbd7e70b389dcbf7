package chat.maru.proof.plant;

import chat.maru.reference.ReferenceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;

/// Scenarios of the way from the sender to the table.
final class Sending {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int BURST = 300;
  private static final int STREAM = 3000;
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final int CHANNELS = 12;

  private Sending() {}

  static String key() {
    return UUID.randomUUID().toString();
  }

  /// Sends a message and waits until it is decided.
  static String says(ReferenceClient client, String channel, String content) {
    var key = key();
    var decided = client.send(channel, key, content);
    Stillness.hopeFor(decided::isDone, PATIENCE);
    return key;
  }

  static void stored(Ground ground, String key) {
    Stillness.hopeFor(
        () ->
            !ground
                .cluster()
                .rows("select id from messages where client_msg_id = '" + key + "'")
                .isEmpty(),
        PATIENCE);
  }

  /// The table's own guard is taken away: it must not be what keeps the promise.
  static void keysAgain(Ground ground) {
    var place = ground.place();
    ground.sql(
        "alter table messages drop constraint messages_channel_id_author_id_client_msg_id_key");
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    var key = says(mina, place.channel(), "once");
    stored(ground, key);
    again(mina, place.channel(), key, "once");
    ground.rests();
    says(mina, place.channel(), "between");
    again(mina, place.channel(), key, "something else");
    ground.rests();
    says(mina, place.channel(), "last");
  }

  private static void again(ReferenceClient client, String channel, String key, String content) {
    Stillness.hopeFor(client.send(channel, key, content)::isDone, PATIENCE);
  }

  static void deletedAndAgain(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    var key = says(mina, place.channel(), "to be deleted");
    stored(ground, key);
    var id =
        ground
            .cluster()
            .rows("select id from messages where client_msg_id = '" + key + "'")
            .getFirst();
    place.mina().rest().delete("/channels/" + place.channel() + "/messages/" + id).expect(204);
    var accepted = ground.topic("messages");
    accepted.repeat(accepted.records().stream().filter(it -> it.value().contains(key)).toList());
    says(mina, place.channel(), "after");
  }

  /// The heads are moved last, when all else of the transaction is written.
  static void failsOnce(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    says(mina, place.channel(), "before");
    ground.rests();
    ground.sql(
        """
        create sequence failures;
        create function fail_once() returns trigger language plpgsql as $$
        begin
          if nextval('failures') = 1 then raise exception 'planned'; end if;
          return null;
        end $$;
        create trigger fail_once before update on channel_heads
          for each statement execute function fail_once();
        """);
    says(mina, place.channel(), "refused once");
    ground.rests();
    ground.sql("drop function fail_once cascade; drop sequence failures");
    says(mina, place.channel(), "after");
  }

  static void poison(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    ground.sql(
        """
        create function refuse() returns trigger language plpgsql as $$
        begin
          if new.content = 'poison' then raise exception 'planned'; end if;
          return new;
        end $$;
        create trigger refuse before insert on messages for each row execute function refuse();
        """);
    says(mina, place.channel(), "poison");
    says(mina, place.channel(), "food");
    ground.rests();
    ground.sql("drop function refuse cascade");
  }

  /// Both nodes store, a few messages at a time and at the same times, so that they often make ids
  /// in one millisecond.
  static void twoWorkers(Ground ground) {
    var second = ground.second();
    Stillness.hopeFor(
        () -> second.log().lines().anyMatch(it -> it.matches(".*=messages-in partitions=[1-9]")),
        PATIENCE);
    manyChannels(ground, STREAM, PAUSE);
  }

  static void manyChannels(Ground ground) {
    manyChannels(ground, BURST, Duration.ZERO);
  }

  private static void manyChannels(Ground ground, int count, Duration pause) {
    var place = ground.place();
    var channels = new ArrayList<String>();
    for (var i = 0; i < CHANNELS; i++) {
      channels.add(place.channel("c" + i));
    }
    var mina = ground.client(place.mina());
    var _ = ground.client(place.jun());
    channels.forEach(it -> says(mina, it, "first"));
    var decided = new ArrayList<Future<?>>();
    for (var i = 0; i < count; i++) {
      decided.add(mina.send(channels.get(i % CHANNELS), key(), "m" + i));
      if (i % CHANNELS == 0) {
        Stillness.pass(pause);
      }
    }
    allDecided(decided);
  }

  static void allDecided(List<? extends Future<?>> decided) {
    Stillness.hopeFor(() -> decided.stream().allMatch(Future::isDone), PATIENCE);
  }
}
