package chat.maru.proof.fault;

import chat.maru.proof.fault.Caller.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Where a run takes place: a guild of its own with its channels, and its members.
///
/// @param guild its id
/// @param channels all members see them, until somebody takes one from them
/// @param owner of the guild
record Stage(
    Doors doors, String guild, List<String> channels, Someone owner, List<Someone> members) {

  /// Somebody with an account.
  record Someone(String id, String name, Caller calls) {}

  /// The addresses of the gateways, as clients know them.
  record Doors(List<Place> gateways) {
    URI api() {
      return URI.create("http://" + address(any()) + "/api/v10");
    }

    URI gateway(Place which) {
      return URI.create("ws://" + address(which) + "/?v=10&encoding=json");
    }

    Place any() {
      return gateways.get(ThreadLocalRandom.current().nextInt(gateways.size()));
    }

    /// That place at first; whichever later, as behind a balancer.
    Supplier<URI> beginningAt(Place first) {
      var asked = new java.util.concurrent.atomic.AtomicBoolean();
      return () -> gateway(asked.getAndSet(true) ? any() : first);
    }

    static String address(Place place) {
      return "127.0.0.1:" + place.door().port();
    }
  }

  /// Makes the accounts, the guild and its channels.
  static Stage set(Installation installation, int members, int channels)
      throws InterruptedException {
    var doors = new Doors(installation.gateways());
    var owner = register(doors, "owner");
    var guild = ok(owner.calls().until("POST", "/guilds", Map.of("name", "Fault run")));
    var id = guild.path("id").asText();
    var names = new ArrayList<String>();
    names.add(guild.path("system_channel_id").asText());
    while (names.size() < channels) {
      var made = Map.of("name", "channel-" + names.size());
      names.add(
          ok(owner.calls().until("POST", "/guilds/" + id + "/channels", made)).path("id").asText());
    }
    var invites = "/channels/" + names.getFirst() + "/invites";
    var code = ok(owner.calls().until("POST", invites, Map.of("max_age", 0))).path("code").asText();
    var all = new ArrayList<Someone>();
    for (var i = 0; i < members; i++) {
      var member = register(doors, "member" + i);
      ok(member.calls().until("POST", "/invites/" + code, Map.of()));
      all.add(member);
    }
    return new Stage(doors, id, List.copyOf(names), owner, List.copyOf(all));
  }

  private static Someone register(Doors doors, String beginning) throws InterruptedException {
    var name = beginning + "_" + UUID.randomUUID().toString().substring(0, 8);
    var body =
        Map.of("username", name, "email", name + "@example.test", "password", "Correct-Horse-9");
    var made = ok(new Caller(doors::api, "").until("POST", "/auth/register", body));
    var token = made.path("access_token").asText();
    return new Someone(made.path("user").path("id").asText(), name, new Caller(doors::api, token));
  }

  private static JsonNode ok(Answer answer) {
    return answer.expect();
  }
}
