package chat.maru.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenPresenceTest {
  @ParameterizedTest
  @CsvSource({
    "online, idle, online",
    "idle, dnd, dnd",
    "online, dnd, dnd",
    "invisible, idle, idle",
    "invisible, invisible, offline",
    "offline, online, online",
  })
  void ofTwoClientsOneIsSeen(String one, String other, String seen) {
    var clients = List.of(client(ClientKind.DESKTOP, one), client(ClientKind.MOBILE, other));

    assertThat(SeenPresence.of(clients).status()).isEqualTo(seen);
    assertThat(SeenPresence.of(clients.reversed())).isEqualTo(SeenPresence.of(clients));
  }

  @Test
  void eachKindOfClientShowsItsOwnAndInvisibleOnesAreLeftOut() {
    var seen =
        SeenPresence.of(
            List.of(
                client(ClientKind.DESKTOP, "idle"),
                client(ClientKind.DESKTOP, "online"),
                client(ClientKind.MOBILE, "dnd"),
                client(ClientKind.WEB, "invisible")));

    assertThat(seen.clientStatus()).isEqualTo(Map.of("desktop", "online", "mobile", "dnd"));
  }

  @Test
  void noClientAndNoneThatIsSeenAreTheSame() {
    assertThat(SeenPresence.of(List.of())).isEqualTo(SeenPresence.OFFLINE);
    assertThat(SeenPresence.of(List.of(client(ClientKind.WEB, "invisible"))))
        .isEqualTo(SeenPresence.OFFLINE);
  }

  @Test
  void activitiesOfAllClientsAreShownOnceAndAtMostTen() throws JsonProcessingException {
    JsonNode same = Json.tree("{\"name\":\"tea\"}");
    var many =
        Stream.iterate(0, i -> i + 1)
            .limit(20)
            .map(i -> Json.toTree(Map.of("name", "game " + i)))
            .toList();
    var one = new Appearance(ClientKind.WEB, new Presence("online", List.of(same)));
    var two = new Appearance(ClientKind.MOBILE, new Presence("online", List.of(same)));
    var three = new Appearance(ClientKind.DESKTOP, new Presence("idle", many));

    assertThat(SeenPresence.of(List.of(one, two)).activities()).containsExactly(same);
    assertThat(SeenPresence.of(List.of(one, three)).activities()).hasSize(10).startsWith(same);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"os\":\"linux\",\"browser\":\"discord.js\",\"device\":\"discord.js\"} | true | WEB",
        "{\"browser\":\"Discord iOS\"} | true | MOBILE",
        "{\"$browser\":\"Discord Android\"} | false | MOBILE",
        "{\"os\":\"iOS\",\"browser\":\"\"} | false | MOBILE",
        "{\"os\":\"Windows\",\"browser\":\"Chrome\"} | false | WEB",
        "{\"os\":\"Windows\",\"browser\":\"Discord Client\"} | false | DESKTOP",
        "{} | false | DESKTOP",
        "7 | false | DESKTOP",
      })
  void theKindOfClientIsToldFromItsProperties(String properties, boolean bot, ClientKind kind)
      throws JsonProcessingException {
    assertThat(ClientKind.of(Json.tree(properties), bot)).isEqualTo(kind);
  }

  @Test
  void aClientThatSaysNothingIsADesktop() {
    assertThat(ClientKind.of(null, false)).isEqualTo(ClientKind.DESKTOP);
  }

  private static Appearance client(ClientKind kind, String status) {
    return new Appearance(kind, new Presence(status, List.of()));
  }
}
