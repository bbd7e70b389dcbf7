package chat.maru.auth;

import chat.maru.auth.AccessTokens.Subject;
import chat.maru.auth.Accounts.Credentials;
import chat.maru.auth.Accounts.NewAccount;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.TokensJson;
import chat.maru.wire.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Opens, continues and ends login sessions, each in one transaction under the lock of the user's
/// row: that lock decides which of two refreshes was first, and keeps a session from being opened
/// with a password that is being changed.
@ApplicationScoped
public class SessionKeeper {
  private static final Duration LIFETIME = Duration.ofDays(7);

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject AccessTokens accessTokens;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject Clock clock;

  /// What became of a refresh token. A refusal is a result and no exception: what it revoked must
  /// be committed.
  sealed interface Rotation {
    /// The next pair.
    record Next(TokensJson tokens) implements Rotation {}

    /// It was used before: somebody else has it. Its session has been revoked.
    record Reused() implements Rotation {}

    record Expired() implements Rotation {}

    /// Never issued, or its session was revoked.
    record Unknown() implements Rotation {}
  }

  /// Makes the user and its first session; empty if its name or address is taken.
  @Transactional
  Optional<TokensJson> create(NewAccount account, Device device) {
    if (!accounts.insert(account)) {
      return Optional.empty();
    }
    return Optional.of(begin(new Subject(account.id(), account.username(), false), device));
  }

  /// Opens a session for credentials that were checked before, if they are still the same.
  ///
  /// @param rehashed the password hashed anew, where the parameters have changed
  @Transactional
  TokensJson open(Credentials checked, Optional<String> rehashed, Device device) {
    keys.lockUsers(checked.userId());
    var current =
        accounts
            .find(checked.userId())
            .filter(now -> now.passwordHash().equals(checked.passwordHash()))
            .orElseThrow(Problem.INVALID_CREDENTIALS::error);
    rehashed.ifPresent(hash -> accounts.setPasswordHash(current.userId(), hash));
    sessions.clean(current.userId(), clock.instant());
    return begin(
        new Subject(current.userId(), current.username(), current.administrator()), device);
  }

  /// Spends a refresh token for the next pair. A token that comes a second time ends its session.
  @Transactional
  Rotation rotate(byte[] hash, String address) {
    var seen = sessions.findIssued(hash);
    if (seen.isEmpty() || keys.lockUsers(seen.get().subject().userId()) == 0) {
      return new Rotation.Unknown();
    }
    return sessions
        .findIssued(hash)
        .map(issued -> rotate(hash, issued, address))
        .orElseGet(Rotation.Unknown::new);
  }

  private Rotation rotate(byte[] hash, Sessions.Issued issued, String address) {
    var userId = issued.subject().userId();
    if (issued.used()) {
      end(userId, id -> id == issued.sessionId());
      return new Rotation.Reused();
    }
    if (issued.revoked()) {
      return new Rotation.Unknown();
    }
    var now = clock.instant();
    if (!now.isBefore(issued.expiresAt())) {
      return new Rotation.Expired();
    }
    var expires = now.plus(LIFETIME);
    sessions.use(hash, new Sessions.Login(issued.sessionId(), "", address, now, now, expires));
    return new Rotation.Next(tokens(issued.subject(), issued.sessionId()));
  }

  /// Locks the user and returns its credentials as they are now.
  Optional<Credentials> lock(long userId) {
    return keys.lockUsers(userId) == 0 ? Optional.empty() : accounts.find(userId);
  }

  /// Ends those sessions of the user that are wanted; every node refuses their tokens within 2 s
  /// and closes their sockets. Returns how many ended.
  @Transactional
  int revoke(long userId, LongPredicate wanted) {
    keys.lockUsers(userId);
    return end(userId, wanted);
  }

  private int end(long userId, LongPredicate wanted) {
    List<Long> ending = sessions.standing(userId).stream().filter(wanted::test).toList();
    if (!ending.isEmpty()) {
      sessions.revoke(ending);
      ending.forEach(id -> outbox.announce(new Audience.User(userId), SessionEvent.session(id)));
    }
    return ending.size();
  }

  private TokensJson begin(Subject subject, Device device) {
    var now = clock.instant();
    var id = ids.nextId();
    sessions.insert(
        subject.userId(),
        new Sessions.Login(id, device.name(), device.address(), now, now, now.plus(LIFETIME)));
    return tokens(subject, id);
  }

  private TokensJson tokens(Subject subject, long sessionId) {
    var refresh = Tokens.refresh();
    sessions.insertRefresh(Tokens.sha256(refresh), sessionId, clock.instant().plus(LIFETIME));
    return new TokensJson(
        accessTokens.issue(subject, sessionId),
        refresh,
        "Bearer",
        (int) AccessTokens.LIFETIME.toSeconds(),
        sessionId);
  }
}
