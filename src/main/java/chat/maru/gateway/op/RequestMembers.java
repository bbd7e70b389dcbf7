package chat.maru.gateway.op;

import chat.maru.gateway.Connection;
import chat.maru.gateway.Intents;
import chat.maru.gateway.MemberChunks;
import chat.maru.gateway.MemberChunks.Request;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.kernel.Snowflake;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Op 8: members of a guild in chunks. Ids come as strings or as numbers, the guild's alone or in a
/// list of one. Of more than a hundred users the first hundred count.
@ApplicationScoped
class RequestMembers {
  private static final int MAX_IDS = 100;
  private static final int MAX_NONCE_BYTES = 32;

  @Inject MemberChunks chunks;

  void run(Connection connection, Frame.RequestMembers body) throws InterruptedException {
    var guilds = ids(body.guildId());
    var users = ids(body.userIds());
    if (guilds.size() != 1) {
      connection.close(CloseCode.DECODE_ERROR);
      return;
    }
    var session = Objects.requireNonNull(connection.session());
    var presences = body.presences() != null && truthy(body.presences());
    var mayAskAll = (session.interest().intents() & Intents.GUILD_MEMBERS) != 0;
    var query = Optional.ofNullable(body.query()).orElse("");
    var limit = body.limit() == null ? 0 : Math.max(0, body.limit());
    if (body.userIds() == null && query.isEmpty() && !mayAskAll) {
      return; // the list of members is for those with the intent: the protocol gives no answer
    }
    chunks.send(
        session,
        new Request(
            guilds.getFirst(),
            query,
            limit,
            body.userIds() == null
                ? Optional.empty()
                : Optional.of(users.stream().distinct().limit(MAX_IDS).toList()),
            new MemberChunks.Extras(presences, nonce(body))));
  }

  /// One that is too long is left out of the answer.
  private static Optional<String> nonce(Frame.RequestMembers body) {
    return Optional.ofNullable(body.nonce())
        .filter(nonce -> nonce.getBytes(StandardCharsets.UTF_8).length <= MAX_NONCE_BYTES);
  }

  private static boolean truthy(JsonNode node) {
    return node.isBoolean() ? node.booleanValue() : node.isNumber() && node.asLong() != 0;
  }

  /// Reads one id or several; what is no id counts as a fault of the frame.
  private static List<Long> ids(@Nullable JsonNode node) {
    var ids = new ArrayList<Long>();
    if (node != null && node.isArray()) {
      node.forEach(each -> ids.add(id(each)));
    } else if (node != null && !node.isNull()) {
      ids.add(id(node));
    }
    return ids;
  }

  private static long id(JsonNode node) {
    return node.isIntegralNumber() ? node.longValue() : parse(node.asText());
  }

  private static long parse(String text) {
    try {
      return Snowflake.parse(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
