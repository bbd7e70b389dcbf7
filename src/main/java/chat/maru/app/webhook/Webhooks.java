package chat.maru.app.webhook;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/// All webhooks.
@Store
public class Webhooks {
  @Inject EntityManager entityManager;

  @Transactional
  Optional<Webhook> find(long id) {
    return Optional.ofNullable(entityManager.find(Webhook.class, id));
  }

  /// Where a webhook is.
  record Place(long guildId, long channelId) {}

  /// Tells where a webhook is, before anything is locked and it is read to be changed.
  @Transactional
  Optional<Place> place(long id) {
    return entityManager
        .createQuery(
            "select w.guildId, w.channelId from Webhook w where w.id = :id", Object[].class)
        .setParameter("id", id)
        .getResultStream()
        .map(row -> new Place((Long) row[0], (Long) row[1]))
        .findFirst();
  }

  /// Returns the webhooks of a channel, oldest first.
  @Transactional
  List<Webhook> listOf(long channelId) {
    return entityManager
        .createQuery(
            "select w from Webhook w where w.channelId = :channel order by w.id", Webhook.class)
        .setParameter("channel", channelId)
        .getResultList();
  }

  /// Returns the webhooks of a guild, oldest first.
  @Transactional
  List<Webhook> listOfGuild(long guildId) {
    return entityManager
        .createQuery(
            "select w from Webhook w where w.guildId = :guild order by w.id", Webhook.class)
        .setParameter("guild", guildId)
        .getResultList();
  }

  @Transactional
  int count(long channelId) {
    return entityManager
        .createQuery("select count(w) from Webhook w where w.channelId = :channel", Long.class)
        .setParameter("channel", channelId)
        .getSingleResult()
        .intValue();
  }

  @Transactional
  int countInGuild(long guildId) {
    return entityManager
        .createQuery("select count(w) from Webhook w where w.guildId = :guild", Long.class)
        .setParameter("guild", guildId)
        .getSingleResult()
        .intValue();
  }

  @Transactional(TxType.MANDATORY)
  void add(Webhook webhook) {
    entityManager.persist(webhook);
  }

  @Transactional(TxType.MANDATORY)
  void remove(Webhook webhook) {
    entityManager.remove(webhook);
  }

  /// Removes the webhooks of a channel that ends.
  @Transactional(TxType.MANDATORY)
  void removeOf(long channelId) {
    entityManager
        .createNativeQuery("delete from webhooks where channel_id = :channel")
        .setParameter("channel", channelId)
        .executeUpdate();
  }

  /// Removes the webhooks of a guild that ends.
  @Transactional(TxType.MANDATORY)
  void removeOfGuild(long guildId) {
    entityManager
        .createNativeQuery("delete from webhooks where guild_id = :guild")
        .setParameter("guild", guildId)
        .executeUpdate();
  }
}
