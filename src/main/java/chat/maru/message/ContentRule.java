package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.auth.ApplicationFlags;
import chat.maru.platform.sql.Store;
import chat.maru.wire.MessageJson;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/// Which messages a bot may read without the privileged intent: those in rooms, its own, and those
/// that mention it (reference: "Message Content Intent"). Holds over REST as it does in events.
@Store
class ContentRule {
  @Inject EntityManager entityManager;

  /// Empties what the grant's actor may not read.
  List<MessageJson> apply(Grant grant, List<MessageJson> messages) {
    var actor = grant.actor();
    if (!actor.bot()
        || grant.guildId() == 0
        || messages.isEmpty()
        || isGranted(actor.applicationId())) {
      return messages;
    }
    return messages.stream()
        .map(
            message ->
                message.author().id() == actor.userId()
                        || message.mentions().stream().anyMatch(u -> u.id() == actor.userId())
                    ? message
                    : message.withoutContent())
        .toList();
  }

  private boolean isGranted(long applicationId) {
    return !entityManager
        .createNativeQuery("select 1 from applications where id = :id and (flags & :granted) <> 0")
        .setParameter("id", applicationId)
        .setParameter("granted", ApplicationFlags.MESSAGE_CONTENT)
        .getResultList()
        .isEmpty();
  }
}
