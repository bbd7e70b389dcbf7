package chat.maru.boot;

import chat.maru.auth.Caller;
import chat.maru.event.Echoes;
import chat.maru.event.Pulse;
import chat.maru.event.Told;
import chat.maru.gateway.Sessions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/// Holds the answer to a change back until this node has told the change to its sessions, and the
/// caller's own have it in their sockets: some milliseconds, and hardly longer than [#PATIENCE].
/// Where nothing comes through the log, nothing is waited for: the change is committed, and its
/// event will come.
@Provider
@ApplicationScoped
@Priority(Priorities.USER)
public class AnswerAfterEvent implements ContainerResponseFilter {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  @Inject Told told;
  @Inject Echoes echoes;
  @Inject Pulse pulse;
  @Inject Caller caller;
  @Inject Sessions sessions;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var last = told.last();
    if (last.isEmpty() || response.getStatus() >= 400 || !pulse.fresh()) {
      return;
    }
    try {
      if (echoes.await(last.getAsLong(), PATIENCE)) {
        awaitOwnClients();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitOwnClients() throws InterruptedException {
    var actor = caller.authenticated();
    if (actor.isPresent()) {
      var _ = sessions.awaitWritten(actor.get().userId(), PATIENCE);
    }
  }
}
