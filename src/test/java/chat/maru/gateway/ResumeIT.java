package chat.maru.gateway;

import static chat.maru.gateway.SessionIT.say;
import static chat.maru.gateway.SessionIT.says;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.wire.event.PresenceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResumeIT {
  @Test
  void whatWasMissedComesInOrderAndGoesOnFromThere() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      var cut = GatewayClient.of(member.token());
      cut.event("GUILD_CREATE");
      say(owner, guild.general(), "seen");
      cut.event("MESSAGE_CREATE", m -> says(m, "seen"));
      var seq = cut.seq();
      cut.cut();
      say(owner, guild.general(), "missed 1");
      say(owner, guild.general(), "missed 2");
      owner.event("MESSAGE_CREATE", m -> says(m, "missed 2"));
      try (var back = GatewayClient.connect()) {
        back.op(10);
        back.resume(member.token(), cut.sessionId(), seq);
        back.event("RESUMED");
        say(owner, guild.general(), "live");
        back.event("MESSAGE_CREATE", m -> says(m, "live"));
        assertThat(texts(back.events("MESSAGE_CREATE")))
            .containsExactly("missed 1", "missed 2", "live");
        var numbers =
            back.frames().stream()
                .filter(f -> f.path("op").asInt() == 0)
                .map(f -> f.path("s").asInt())
                .toList();
        assertThat(numbers)
            .isEqualTo(IntStream.range(seq + 1, seq + 1 + numbers.size()).boxed().toList());
      }
    }
  }

  @Test
  void aSecondResumeFromTheSameNumberGivesTheSameAgain() {
    var guild = GuildOf.someone();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var sessionId = owner.sessionId();
      say(owner, guild.general(), "one");
      owner.event("MESSAGE_CREATE");
      try (var again = GatewayClient.connect()) {
        again.op(10);
        again.resume(guild.owner().token(), sessionId, 1);
        again.event("RESUMED");
        assertThat(again.types()).containsSubsequence("GUILD_CREATE", "MESSAGE_CREATE", "RESUMED");
        assertThat(owner.closeCode()).as("the old connection").isEqualTo(4000);
      }
    }
  }

  @Test
  void whatCanNotBeResumedIsSaid() {
    var person = Person.register();
    var stranger = Person.register();
    var client = GatewayClient.of(person.token());
    var sessionId = client.sessionId();
    client.cut();
    assertInvalid(stranger.token(), sessionId, 1);
    assertInvalid(person.token(), "0".repeat(32), 1);
    try (var future = GatewayClient.connect()) {
      future.op(10);
      assertThat(future.resume(person.token(), sessionId, 999).closeCode()).isEqualTo(4007);
    }
    var ended = GatewayClient.of(person.token());
    ended.close(1000);
    ended.closeCode();
    assertInvalid(person.token(), ended.sessionId(), 1);
  }

  @Test
  void aReaderThatDoesNotReadIsCutAndDelaysNobody() throws IOException {
    var guild = GuildOf.someone();
    var member = guild.member();
    var bus = CDI.current().select(Bus.class).get();
    var figures = CDI.current().select(GatewayFigures.class).get();
    var before = figures.cutReaders();
    try (var deaf = raw();
        var quick = GatewayClient.of(member.token())) {
      identifyRaw(deaf, guild.owner().token());
      quick.event("GUILD_CREATE");
      chat.maru.testkit.Await.until("two sessions", () -> figures.sessionsConnected() >= 2);
      var heavy = event(guild.id(), "x".repeat(250_000));
      for (var i = 0; i < 200 && figures.cutReaders() == before; i++) {
        bus.publish(new Audience.Guild(guild.id()), heavy);
        if (i % 5 == 0) {
          say(quick, guild.general(), "tick " + i);
          var tick = "tick " + i;
          quick.event("MESSAGE_CREATE", m -> says(m, tick));
        }
      }
      chat.maru.testkit.Await.until("cut", () -> figures.cutReaders() > before);
      assertThat(quick.isOpen()).isTrue();
    }
  }

  private static PresenceEvent event(long guildId, String status) {
    return new PresenceEvent.Update(
        new PresenceEvent.InGuild(
            new PresenceEvent.Who(1), guildId, "online", List.of(new TextNode(status)), Map.of()));
  }

  private static Socket raw() throws IOException {
    var address = URI.create(Maru.url());
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
    socket
        .getOutputStream()
        .write(
            """
            GET /?v=10&encoding=json HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// Sends IDENTIFY as a masked text frame, and never reads.
  private static void identifyRaw(Socket socket, String token) throws IOException {
    var text =
        "{\"op\":2,\"d\":{\"token\":\"%s\"}}".formatted(token).getBytes(StandardCharsets.UTF_8);
    var frame = new java.io.ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | 126);
    frame.write(text.length >> 8);
    frame.write(text.length & 255);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(text);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
  }

  private static List<String> texts(List<JsonNode> messages) {
    return messages.stream().map(m -> m.path("content").asText()).toList();
  }

  private static void assertInvalid(String token, String sessionId, int seq) {
    try (var client = GatewayClient.connect()) {
      client.op(10);
      client.resume(token, sessionId, seq);
      assertThat(client.op(9).path("d").asBoolean(true)).isFalse();
    }
  }
}
