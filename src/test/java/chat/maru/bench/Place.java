package chat.maru.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// A guild with one channel, one account that sends there and one that listens. All sockets of a
/// part share its account, since making accounts is dear on purpose.
///
/// @param sender the access token of the account that sends
/// @param listener the access token of the account that listens
record Place(String channelId, String sender, String listener) {

  /// Makes places of their own for a run.
  ///
  /// @param name what accounts and guilds are named after, unique on the server
  static List<Place> make(Api api, String name, int count)
      throws IOException, InterruptedException {
    var places = new ArrayList<Place>();
    for (var i = 0; i < count; i++) {
      places.add(make(api, name + "_" + i));
    }
    return places;
  }

  private static Place make(Api api, String name) throws IOException, InterruptedException {
    var sender = api.register("bs_" + name);
    var listener = api.register("bl_" + name);
    var guild = api.post("/guilds", sender, Map.of("name", "Bench " + name)).path("id").asText();
    var channels = api.get("/guilds/" + guild + "/channels", sender);
    var channel =
        StreamSupport.stream(channels.spliterator(), false)
            .filter(each -> each.path("type").asInt(-1) == 0)
            .map(each -> each.path("id").asText())
            .findFirst()
            .orElseThrow(() -> new IOException("the guild has no text channel: " + channels));
    JsonNode invite = api.post("/channels/" + channel + "/invites", sender, Map.of("max_age", 0));
    api.post("/invites/" + invite.path("code").asText(), listener, Map.of());
    return new Place(channel, sender, listener);
  }
}
