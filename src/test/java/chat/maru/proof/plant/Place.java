package chat.maru.proof.plant;

import java.util.Map;

/// A guild that a scenario has to itself: Mina's, with Jun in it.
record Place(Player mina, Player jun, String guild, String channel) {

  static Place make(Player mina, Player jun) {
    var guild =
        mina.rest().post("/guilds", Map.of("name", "Proof")).expect(201).path("id").asText();
    var made = new Place(mina, jun, guild, "");
    return made.lets(jun).in(made.channel("proof"));
  }

  private Place in(String own) {
    return new Place(mina, jun, guild, own);
  }

  /// Makes a channel: not the first one, in which newcomers are greeted.
  String channel(String name) {
    return mina.rest()
        .post("/guilds/" + guild + "/channels", Map.of("name", name))
        .expect(201)
        .path("id")
        .asText();
  }

  Place lets(Player guest) {
    var first =
        mina.rest().get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
    var code =
        mina.rest()
            .post("/channels/" + first + "/invites", Map.of("max_age", 0))
            .expect(200)
            .path("code")
            .asText();
    guest.rest().post("/invites/" + code, Map.of()).expect(200);
    return this;
  }

  /// Takes the channel from somebody.
  void hidesFrom(Player who) {
    mina.rest()
        .put(
            "/channels/" + channel + "/permissions/" + who.id(),
            Map.of("type", 1, "allow", "0", "deny", "1024"))
        .expect(204);
  }
}
