package chat.maru.gateway;

import chat.maru.gateway.frame.Encoded;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.presence.Presences;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sends members of a guild to one session, a thousand at a time (GUILD_MEMBERS_CHUNK).
@ApplicationScoped
public class MemberChunks {
  private static final int OPCODE = 8;
  private static final int CHUNK = 1000;
  private static final int MAX_FOUND = 100;

  @Inject Members members;
  @Inject SnapshotRows rows;
  @Inject Presences presences;
  @Inject MemberTurns turns;

  /// Which members are wanted: those of some ids, those whose name begins with the query, or all.
  ///
  /// @param limit 0 for no limit
  public record Request(
      long guildId, String query, int limit, Optional<List<Long>> userIds, Extras extras) {}

  /// What else is wanted.
  public record Extras(boolean presences, Optional<String> nonce) {}

  private record Part(int index, int count, List<Long> notFound) {}

  /// Sends them, waiting while the client has much to read. Who asks for all members of a guild
  /// again too soon gets RATE_LIMITED instead. A guild that the session is not in gets no answer,
  /// as the protocol has it.
  public void send(Session session, Request request) throws InterruptedException {
    var guildId = request.guildId();
    if (!session.guilds().containsKey(guildId)) {
      return;
    }
    if (request.userIds().isPresent()) {
      sendSome(session, request, request.userIds().get());
    } else if (!request.query().isEmpty() || request.limit() > 0) {
      var limit = request.limit() == 0 ? MAX_FOUND : Math.min(request.limit(), MAX_FOUND);
      var found =
          request.query().isEmpty()
              ? members.list(guildId, 0, limit)
              : members.search(guildId, request.query(), limit);
      send(session, request, found, new Part(0, 1, List.of()));
    } else {
      var wait = turns.take(session.id(), guildId);
      if (wait.isPositive()) {
        refuse(session, request, wait);
      } else {
        sendAll(session, request);
      }
    }
  }

  private static void refuse(Session session, Request request, Duration wait)
      throws InterruptedException {
    var meta = new LinkedHashMap<String, Object>();
    meta.put("guild_id", request.guildId());
    request.extras().nonce().ifPresent(nonce -> meta.put("nonce", nonce));
    var body = Map.of("opcode", OPCODE, "retry_after", wait.toMillis() / 1000.0, "meta", meta);
    session.offerSnapshot(Encoded.of("RATE_LIMITED", Json.write(body), 0, 0));
  }

  private void sendSome(Session session, Request request, List<Long> userIds)
      throws InterruptedException {
    var found = members.listSome(request.guildId(), userIds);
    var there = found.stream().map(Member::userId).collect(Collectors.toSet());
    var notFound = userIds.stream().filter(id -> !there.contains(id)).toList();
    send(session, request, found, new Part(0, 1, notFound));
  }

  private void sendAll(Session session, Request request) throws InterruptedException {
    var count = Math.max(1, (rows.memberCount(request.guildId()) + CHUNK - 1) / CHUNK);
    var after = 0L;
    for (var index = 0; index < count && session.connection() != null; index++) {
      var page = members.list(request.guildId(), after, CHUNK);
      send(session, request, page, new Part(index, count, List.of()));
      after = page.isEmpty() ? after : page.getLast().userId();
    }
  }

  private void send(Session session, Request request, List<Member> found, Part part)
      throws InterruptedException {
    var guildId = request.guildId();
    var body = new LinkedHashMap<String, Object>();
    body.put("guild_id", guildId);
    body.put("members", found.stream().map(Member::json).toList());
    body.put("chunk_index", part.index());
    body.put("chunk_count", part.count());
    if (!part.notFound().isEmpty()) {
      body.put("not_found", part.notFound());
    }
    if (request.extras().presences()
        && (session.interest().intents() & Intents.GUILD_PRESENCES) != 0) {
      var ids = found.stream().map(Member::userId).toList();
      session.presence().watch(ids);
      body.put(
          "presences",
          presences.find(ids).entrySet().stream()
              .map(there -> Appearances.inGuild(there.getKey(), guildId, there.getValue()))
              .toList());
    }
    request.extras().nonce().ifPresent(nonce -> body.put("nonce", nonce));
    session.offerSnapshot(Encoded.of("GUILD_MEMBERS_CHUNK", Json.write(body), guildId, 0));
  }
}
