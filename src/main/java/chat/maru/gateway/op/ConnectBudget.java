package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.gateway.Connection;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.limit.Charge;
import chat.maru.limit.Limit;
import chat.maru.limit.Limits;
import chat.maru.limit.Payer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/// How often one may connect: each account for itself, once it has shown who it is. RESUME has a
/// budget of its own, so that a bad line does not use up the right to begin anew. Bots are metered
/// by `max_concurrency` alone. Of an address only failures count, for an office has but one.
@ApplicationScoped
class ConnectBudget {
  @Inject Limits limits;

  /// Whether somebody from there may show credentials: not after too many that were none.
  boolean mayTry(Connection connection) {
    var address = connection.handshake().address();
    return address.isEmpty()
        || limits
            .spend(List.of(Charge.asking(Limit.CONNECT_FAILURE, Payer.address(address))))
            .refusal()
            .isEmpty();
  }

  /// Counts credentials that were none. A token that has expired is no guess: after a restart a
  /// whole office may come with one.
  void failed(Connection connection, ApiException refusal) {
    var address = connection.handshake().address();
    if (!address.isEmpty() && refusal.problem() != Problem.TOKEN_EXPIRED) {
      limits.spend(List.of(Charge.of(Limit.CONNECT_FAILURE, Payer.address(address))));
    }
  }

  /// Counts one. Returns whether it may be.
  boolean spend(Actor actor, Limit limit) {
    var payer = Payer.actor(actor.userId(), actor.bot());
    return limits.spend(List.of(Charge.of(limit, payer))).refusal().isEmpty();
  }
}
