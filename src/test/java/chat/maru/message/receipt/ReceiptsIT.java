package chat.maru.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.kernel.Snowflake;
import chat.maru.platform.sql.Database;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A receipt proves what the server promised: to whoever may read the message, by a signature that
/// anybody can verify, and for nothing else.
class ReceiptsIT {
  private GuildOf guild;
  private Person alice;

  @BeforeEach
  void people() {
    guild = GuildOf.someone();
    alice = guild.owner();
  }

  @Test
  void itSaysWhatIsStoredAndWhereTheLogTellsOfIt() throws Exception {
    var message = say(Map.of("content", "hello", "clientMsgId", "my-key"));

    var receipt = receipt(message).expect(200);

    assertThat(receipt.path("id")).isEqualTo(message.path("id"));
    assertThat(receipt.path("channel_id")).isEqualTo(message.path("channel_id"));
    assertThat(receipt.path("seq")).isEqualTo(message.path("seq"));
    assertThat(receipt.path("author_id").asLong()).isEqualTo(alice.id());
    assertThat(receipt.path("client_msg_id").asText()).isEqualTo("my-key");
    assertThat(receipt.path("event_id").asText()).isNotEmpty();
    assertThat(receipt.path("stored_at").asText())
        .startsWith(Snowflake.time(message.path("id").asLong()).toString().substring(0, 19));
    assertThat(receipt.path("deleted").asBoolean()).isFalse();
    assertThat(receipt.path("log_position").path("offset").asLong(-1)).isNotNegative();
    assertThat(receipt.path("log_position").path("outbox_id").asLong()).isPositive();
    var digest = MessageDigest.getInstance("SHA-256");
    var accepted = "hello\0" + "0/false/Optional.empty"; // as docs/api/receipts.md says
    assertThat(receipt.path("content_hash").asText())
        .isEqualTo(
            HexFormat.of().formatHex(digest.digest(accepted.getBytes(StandardCharsets.UTF_8))));
    assertThat(verdict(receipt)).isEqualTo("true [] agrees");
  }

  @Test
  void itIsVerifiedByThePublishedKeysAlone() throws Exception {
    var receipt = receipt(say(Map.of("content", "hello"))).expect(200);
    var keys = new JsonWebKeySet(Rest.anonymous().at("").get("/.well-known/jwks.json").text());
    var jws = new JsonWebSignature();
    jws.setCompactSerialization(receipt.path("signature").asText());
    jws.setKey(keys.findJsonWebKey(jws.getKeyIdHeaderValue(), null, null, null).getKey());

    assertThat(jws.verifySignature()).isTrue();
    assertThat(jws.getHeader("typ")).isEqualTo("maru-receipt+jwt");
    var said = Json.tree(jws.getPayload());
    assertThat(said.path("iss").asText()).isEqualTo("maru");
    assertThat(said.path("iat").asLong()).isPositive();
    for (var field :
        List.of("id", "channel_id", "seq", "content_hash", "log_position", "event_id")) {
      assertThat(said.path("receipt").path(field)).as(field).isEqualTo(receipt.path(field));
    }
  }

  @Test
  void othersDoNotGetTheKeyOfItsAuthor() {
    var bob = guild.member();
    var message = say(Map.of("content", "hello", "clientMsgId", "secret-key"));

    var receipt = bob.rest().get(path(message)).expect(200);

    assertThat(receipt.has("client_msg_id")).isFalse();
    assertThat(receipt.has("event_id")).isFalse();
    assertThat(payload(receipt)).doesNotContain("secret-key");
    assertThat(verdict(receipt)).isEqualTo("true [] agrees");
  }

  @Test
  void whatWasDeletedIsProvenStillAndEarlierReceiptsStayGood() {
    var message = say(Map.of("content", "hello"));
    var earlier = receipt(message).expect(200);
    alice
        .rest()
        .delete("/channels/" + guild.general() + "/messages/" + message.path("id").asText())
        .expect(204);

    var later = receipt(message).expect(200);

    assertThat(later.path("deleted").asBoolean()).isTrue();
    assertThat(later.path("seq")).isEqualTo(earlier.path("seq"));
    assertThat(later.path("content_hash")).isEqualTo(earlier.path("content_hash"));
    assertThat(verdict(earlier)).isEqualTo("true [] agrees");
    assertThat(verdict(later)).isEqualTo("true [] agrees");
  }

  @Test
  void anEditedMessageHasTheReceiptOfItsFirstVersion() {
    var message = say(Map.of("content", "hello"));
    var earlier = receipt(message).expect(200);
    alice
        .rest()
        .patch(
            "/channels/" + guild.general() + "/messages/" + message.path("id").asText(),
            Map.of("content", "changed"))
        .expect(200);
    assertThat(receipt(message).expect(200).path("content_hash"))
        .isEqualTo(earlier.path("content_hash"));
    assertThat(verdict(earlier)).isEqualTo("true [] agrees");
  }

  @Test
  void whatTheTableNoLongerKeepsIsNoLongerValid() throws Exception {
    var gone = receipt(say(Map.of("content", "gone"))).expect(200);
    var moved = receipt(say(Map.of("content", "moved"))).expect(200);
    execute("delete from messages where id = " + gone.path("id").asText());
    execute("update messages set seq = 999 where id = " + moved.path("id").asText());
    assertThat(verdict(gone)).isEqualTo("false [MESSAGE_UNKNOWN] agrees");
    assertThat(verdict(moved)).isEqualTo("false [MESSAGE_DIFFERS] agrees");
  }

  @Test
  void neitherPassesForTheOther() {
    var receipt = receipt(say(Map.of("content", "hello"))).expect(200);
    var signature = receipt.path("signature").asText();
    for (var scheme : List.of("Bearer ", "", "Bot ")) {
      Rest.anonymous().as(scheme + signature).get("/users/@me").expect(401);
    }
    assertThat(verify(alice.token())).isEqualTo("false [WRONG_TYPE] unknown");
  }

  @Test
  void forgeriesAreFound() throws Exception {
    var receipt = receipt(say(Map.of("content", "hello"))).expect(200);
    var parts = receipt.path("signature").asText().split("\\.", -1);
    var changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                payload(receipt)
                    .replaceFirst("\"seq\":\\d+", "\"seq\":77")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(verify(parts[0] + "." + changed + "." + parts[2]))
        .isEqualTo("false [BAD_SIGNATURE] unknown");
    var jws = new JsonWebSignature();
    jws.setCompactSerialization(receipt.path("signature").asText());
    assertThat(verify(forged(payload(receipt), jws.getKeyIdHeaderValue())))
        .isEqualTo("false [BAD_SIGNATURE] unknown");
    assertThat(verify(forged(payload(receipt), "mine"))).isEqualTo("false [UNKNOWN_KEY] unknown");
    assertThat(verify("eyJhbGciOiJub25lIn0." + parts[1] + ".AAAA"))
        .isEqualTo("false [MALFORMED] unknown");
    assertThat(verify("a.b.c")).isEqualTo("false [MALFORMED] unknown");
  }

  @Test
  void whoMayNotReadTheMessageGetsNone() {
    var message = say(Map.of("content", "hello"));
    var bob = guild.member();
    Rest.anonymous().get(path(message)).expect(401);
    Person.register().rest().get(path(message)).refused(404, 10003);
    alice.rest().get("/channels/" + guild.general() + "/messages/5/receipt").refused(404, 10008);
    alice.rest().get("/channels/" + guild.general() + "/messages/x/receipt").refused(400, 50035);
    guild.denyEveryone(Permission.of(Permission.READ_MESSAGE_HISTORY));
    bob.rest().get(path(message)).refused(404, 10008);
    guild.denyEveryone(Permission.of(Permission.VIEW_CHANNEL));
    bob.rest().get(path(message)).refused(403, 50001);
  }

  @Test
  void badInputIsRefused() {
    for (var bad :
        List.of("{}", "{\"receipt\":\"\"}", "{\"receipt\":\"a.b\"}", "{\"receipt\":5}", "[]")) {
      assertThat(alice.rest().raw("POST", "/receipts/verify", bad).expect(400).path("code").asInt())
          .as(bad)
          .isIn(50035, 50109);
    }
    var long1 = "a".repeat(5_000) + ".b.c";
    var answer = alice.rest().post("/receipts/verify", Map.of("receipt", long1));
    answer.refused(400, 50035);
    assertThat(answer.fault("receipt")).contains("BASE_TYPE_BAD_LENGTH");
    Rest.anonymous().post("/receipts/verify", Map.of("receipt", "a.b.c")).expect(401);
  }

  private static String forged(String payload, String kid) throws JoseException {
    EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    var jws = new JsonWebSignature();
    jws.setHeader("typ", "maru-receipt+jwt");
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(kid);
    jws.setKey(key.getEcPrivateKey());
    jws.setPayload(payload);
    return jws.getCompactSerialization();
  }

  private JsonNode say(Map<String, Object> body) {
    return alice.rest().post("/channels/" + guild.general() + "/messages", body).expect(200);
  }

  private static String path(JsonNode message) {
    return "/channels/%s/messages/%s/receipt"
        .formatted(message.path("channel_id").asText(), message.path("id").asText());
  }

  private Rest.Answer receipt(JsonNode message) {
    return alice.rest().get(path(message));
  }

  private static String payload(JsonNode receipt) {
    return new String(
        Base64.getUrlDecoder().decode(receipt.path("signature").asText().split("\\.", -1)[1]),
        StandardCharsets.UTF_8);
  }

  private String verdict(JsonNode receipt) {
    return verify(receipt.path("signature").asText());
  }

  private String verify(String signature) {
    var said = alice.rest().post("/receipts/verify", Map.of("receipt", signature)).expect(200);
    return "%s %s %s"
        .formatted(
            said.path("valid").asBoolean(),
            said.path("reasons").valueStream().map(JsonNode::asText).toList(),
            said.path("log").asText());
  }

  private static void execute(String sql) throws SQLException {
    var database = CDI.current().select(Database.class).get();
    try (var connection = database.open("test");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
