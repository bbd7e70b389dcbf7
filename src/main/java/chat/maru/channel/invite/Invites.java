package chat.maru.channel.invite;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All invites.
@Store
public class Invites {
  private static final String USABLE =
      """
      and (i.expiresAt is null or i.expiresAt > :now) and (i.maxUses = 0 or i.uses < i.maxUses)
      """;

  @Inject EntityManager entityManager;

  @Transactional
  Optional<Invite> find(String code) {
    return Optional.ofNullable(entityManager.find(Invite.class, code));
  }

  @Transactional
  List<Invite> listOfGuild(long guildId, Instant now) {
    return entityManager
        .createQuery(
            "select i from Invite i where i.guildId = :guild " + USABLE + " order by i.createdAt",
            Invite.class)
        .setParameter("guild", guildId)
        .setParameter("now", now)
        .getResultList();
  }

  /// Returns an invite of the same inviter on the same terms that nobody has used yet.
  @Transactional
  Optional<Invite> findSimilar(Invite.Terms terms, long inviterId, Instant now) {
    return entityManager
        .createQuery(
            """
            select i from Invite i
            where i.channelId = :channel and i.inviterId = :inviter and i.uses = 0
              and i.maxAge = :age and i.maxUses = :max and i.temporary = :temporary
            """
                + USABLE
                + " order by i.createdAt",
            Invite.class)
        .setParameter("channel", terms.channelId())
        .setParameter("inviter", inviterId)
        .setParameter("age", terms.maxAge())
        .setParameter("max", terms.maxUses())
        .setParameter("temporary", terms.temporary())
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  @Transactional
  int count(long guildId, Instant now) {
    return entityManager
        .createQuery("select count(i) from Invite i where i.guildId = :guild " + USABLE, Long.class)
        .setParameter("guild", guildId)
        .setParameter("now", now)
        .getSingleResult()
        .intValue();
  }

  @Transactional
  List<Invite> listOfChannel(long channelId, Instant now) {
    return entityManager
        .createQuery(
            "select i from Invite i where i.channelId = :channel "
                + USABLE
                + " order by i.createdAt",
            Invite.class)
        .setParameter("channel", channelId)
        .setParameter("now", now)
        .getResultList();
  }

  /// Stores an invite. Returns false if its code is taken.
  @Transactional(TxType.MANDATORY)
  boolean add(Invite invite) {
    if (entityManager.find(Invite.class, invite.code) != null) {
      return false;
    }
    entityManager.persist(invite);
    entityManager.flush();
    return true;
  }

  /// Counts a use, if there is one left. Of any number at once only as many succeed as are left.
  @Transactional(TxType.MANDATORY)
  boolean use(String code, Instant now) {
    return entityManager
            .createNativeQuery(
                """
                update invites set uses = uses + 1
                where code = :code and (max_uses = 0 or uses < max_uses)
                  and (expires_at is null or expires_at > :now)
                """)
            .setParameter("code", code)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /// Removes an invite whose uses are spent. Returns whether it was.
  @Transactional(TxType.MANDATORY)
  boolean removeIfSpent(String code) {
    return entityManager
            .createNativeQuery(
                "delete from invites where code = :code and max_uses > 0 and uses >= max_uses")
            .setParameter("code", code)
            .executeUpdate()
        == 1;
  }

  @Transactional(TxType.MANDATORY)
  boolean remove(String code) {
    return entityManager
            .createNativeQuery("delete from invites where code = :code")
            .setParameter("code", code)
            .executeUpdate()
        == 1;
  }

  /// Removes the invites of a channel that ends.
  @Transactional(TxType.MANDATORY)
  void removeOf(long channelId) {
    entityManager
        .createNativeQuery("delete from invites where channel_id = :channel")
        .setParameter("channel", channelId)
        .executeUpdate();
  }

  /// Removes the invites of a guild that ends.
  @Transactional(TxType.MANDATORY)
  void removeOfGuild(long guildId) {
    entityManager
        .createNativeQuery("delete from invites where guild_id = :guild")
        .setParameter("guild", guildId)
        .executeUpdate();
  }

  /// Removes what ended before the moment. Returns how many there were.
  @Transactional
  public int removeExpired(Instant before) {
    return entityManager
        .createNativeQuery("delete from invites where expires_at <= :before")
        .setParameter("before", before)
        .executeUpdate();
  }
}
