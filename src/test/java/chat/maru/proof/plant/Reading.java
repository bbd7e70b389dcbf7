package chat.maru.proof.plant;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

/// Scenarios of history and of how far it was read.
final class Reading {
  private static final int MESSAGES = 100;
  private static final int PAGE = 7;

  private Reading() {}

  private static Place filled(Ground ground) {
    var place = ground.place();
    var mina = ground.client(place.mina());
    var decided = new ArrayList<Future<?>>();
    for (var i = 0; i < MESSAGES; i++) {
      decided.add(mina.send(place.channel(), Sending.key(), "m" + i));
    }
    Sending.allDecided(decided);
    ground.rests();
    return place;
  }

  static void cursors(Ground ground) {
    var place = filled(ground);
    var ids = ids(page(place, "limit=100"));
    for (var at :
        List.of(50, 0, 80, 20)) { // the newest comes first: forward, forward, back, between
      var id = ids.get(at);
      var answer =
          place
              .jun()
              .rest()
              .post("/channels/" + place.channel() + "/messages/" + id + "/ack", Map.of())
              .expect(200);
      ground.note(new Entry.CursorAsked(Journal.now(), place.jun().id(), place.channel(), id));
      var stands = answer.path("last_read_message_id").asText();
      if (!stands.isEmpty()) {
        ground.note(new Entry.CursorSeen(Journal.now(), place.jun().id(), place.channel(), stands));
      }
    }
  }

  static void pages(Ground ground) {
    var place = filled(ground);
    walk(ground, place, "after", "0");
    walk(ground, place, "before", "");
    for (var id : ids(page(place, "limit=100"))) {
      var found = page(place, "limit=" + PAGE + "&around=" + id);
      paged(ground, place, new Step("around " + id, "around", id, true), found);
    }
  }

  /// @param walk names the walk that it is part of
  private record Step(String walk, String by, String anchor, boolean last) {}

  private static void walk(Ground ground, Place place, String by, String from) {
    var anchor = from;
    while (true) {
      var found = page(place, "limit=" + PAGE + (anchor.isEmpty() ? "" : "&" + by + "=" + anchor));
      var last = found.size() < PAGE;
      paged(ground, place, new Step(by + place.channel(), by, anchor, last), found);
      if (last) {
        return;
      }
      // the newest comes first
      anchor = (by.equals("after") ? found.getFirst() : found.getLast()).path("id").asText();
    }
  }

  private static void paged(Ground ground, Place place, Step step, List<JsonNode> found) {
    ground.note(
        new Entry.Paged(
            Journal.now(),
            place.jun().id(),
            place.channel(),
            step.walk(),
            step.by(),
            step.anchor(),
            PAGE,
            ids(found),
            found.stream().map(it -> it.path("seq").asInt()).toList(),
            step.last()));
  }

  private static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(it -> it.path("id").asText()).toList();
  }

  private static List<JsonNode> page(Place place, String query) {
    var page =
        place.jun().rest().get("/channels/" + place.channel() + "/messages?" + query).expect(200);
    return StreamSupport.stream(page.spliterator(), false).toList();
  }
}
