package chat.maru.channel.invite;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.channel.ChannelType;
import chat.maru.channel.ChannelView;
import chat.maru.channel.Channels;
import chat.maru.event.Outbox;
import chat.maru.guild.Guilds;
import chat.maru.guild.audit.AuditLog;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.CreateInvite;
import chat.maru.wire.InviteJson;
import chat.maru.wire.event.InviteEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/// Makes invites.
@ApplicationScoped
public class InviteMaker {
  private static final int MAX_INVITES = 1000;
  private static final int USUAL_AGE = 86_400;
  private static final int MAX_AGE = 604_800;

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Guilds guilds;
  @Inject Channels channels;
  @Inject Invites invites;
  @Inject InviteCodes codes;
  @Inject InviteView view;
  @Inject Outbox outbox;
  @Inject AuditLog audit;
  @Inject Clock clock;

  /// Makes an invite to a guild, on its system channel or the first one that the actor can see.
  @Transactional
  public InviteJson toGuild(Actor actor, long guildId, CreateInvite body) {
    gate.guild(actor, guildId);
    var system = guilds.find(guildId).map(guild -> guild.systemChannelId());
    var channel =
        system
            .filter(id -> gate.mayView(actor.userId(), id))
            .or(() -> firstVisible(actor, guildId))
            .orElseThrow(Problem.MISSING_ACCESS::error);
    return create(gate.channel(actor, channel), body);
  }

  private Optional<Long> firstVisible(Actor actor, long guildId) {
    return channels.listOf(guildId).stream()
        .filter(candidate -> candidate.channel().type() != ChannelType.CATEGORY)
        .filter(candidate -> gate.mayView(actor.userId(), candidate.rights()))
        .map(ChannelView::id)
        .findFirst();
  }

  /// Makes an invite, or gives a similar one of the same inviter again unless a unique one is asked
  /// for.
  @Transactional
  public InviteJson create(Grant grant, CreateInvite body) {
    if (ChannelType.isThread(grant.channelType())) {
      throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    }
    grant.requireInGuild(Permission.CREATE_INSTANT_INVITE);
    var terms = checked(grant, body);
    locked.channel(grant, Permission.CREATE_INSTANT_INVITE);
    var inviter = grant.actor().userId();
    var similar =
        Boolean.TRUE.equals(body.unique())
            ? Optional.<Invite>empty()
            : invites.findSimilar(terms, inviter, clock.instant());
    if (similar.isPresent()) {
      return view.managed(similar.get());
    }
    if (invites.count(grant.guildId(), clock.instant()) >= MAX_INVITES) {
      throw Problem.MAX_INVITES.error();
    }
    var invite = stored(terms, inviter);
    audit.record(grant.actor(), invite.guildId, InviteNotes.made(invite));
    outbox.announce(invite.audience(), new InviteEvent.Create(made(invite)));
    return view.managed(invite);
  }

  private static Invite.Terms checked(Grant grant, CreateInvite body) {
    new Check()
        .range("max_age", body.maxAge(), 0, MAX_AGE)
        .range("max_uses", body.maxUses(), 0, 100)
        .that(
            body.flags() == null || body.flags() == 0,
            "flags",
            "BASE_TYPE_CHOICES",
            "Value must be one of (0).")
        .that(
            body.targetType() == null,
            "target_type",
            "GUILD_INVITE_INVALID_TARGET_TYPE",
            "Invites to streams and activities are not supported.")
        .orRefuse();
    return new Invite.Terms(
        grant.guildId(),
        grant.channelId(),
        body.maxAge() == null ? USUAL_AGE : body.maxAge(),
        body.maxUses() == null ? 0 : body.maxUses(),
        Boolean.TRUE.equals(body.temporary()));
  }

  private Invite stored(Invite.Terms terms, long inviterId) {
    var invite = new Invite(codes.next(), terms, inviterId, clock.instant());
    return invites.add(invite) ? invite : stored(terms, inviterId);
  }

  private InviteEvent.Made made(Invite invite) {
    return new InviteEvent.Made(
        invite.guildId,
        invite.channelId,
        invite.code,
        0,
        view.inviter(invite),
        invite.maxAge,
        invite.maxUses,
        invite.uses,
        invite.temporary,
        invite.createdAt,
        invite.expiresAt);
  }
}
