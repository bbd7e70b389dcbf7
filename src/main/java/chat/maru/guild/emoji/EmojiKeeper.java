package chat.maru.guild.emoji;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.CreateEmoji;
import chat.maru.wire.EmojiJson;
import chat.maru.wire.ModifyEmoji;
import chat.maru.wire.event.EmojiEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Shows, makes, changes and removes the emojis of a guild.
@ApplicationScoped
public class EmojiKeeper {
  /// Of each kind, those that move and those that do not.
  private static final int MAX_EMOJIS = 50;

  private static final int MAX_BYTES = 256 * 1024;
  private static final Pattern NAME = Pattern.compile("\\w{2,32}");

  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Emojis emojis;
  @Inject Roles roles;
  @Inject Blobs blobs;
  @Inject AuditLog audit;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject Clock clock;

  @Transactional
  public List<EmojiJson> list(Actor actor, long guildId) {
    var grant = gate.guild(actor, guildId);
    return mayKnowMakers(grant) ? emojis.listOf(guildId) : emojis.shownOf(guildId);
  }

  @Transactional
  public EmojiJson show(Actor actor, long guildId, long id) {
    var grant = gate.guild(actor, guildId);
    var emoji = emojis.find(guildId, id).orElseThrow(Problem.UNKNOWN_EMOJI::error);
    return mayKnowMakers(grant) ? emoji : emoji.withoutUser();
  }

  /// Makes an emoji. Its picture is stored before the row, so that nobody is told of one that can
  /// not be fetched.
  @Transactional
  public EmojiJson create(Actor actor, long guildId, CreateEmoji body) {
    var early = gate.guild(actor, guildId, Permission.CREATE_GUILD_EXPRESSIONS);
    var check = new Check().required("name", body.name()).required("image", body.image());
    checkName(check, body.name());
    var picture = Picture.read(check, "image", body.image(), MAX_BYTES);
    check.orRefuse();
    var id = ids.nextId();
    blobs.put("emojis/" + id, picture.orElseThrow().bytes());
    locked.guild(early);
    var animated = picture.orElseThrow().animated();
    if (emojis.listOf(guildId).stream().filter(one -> one.animated() == animated).count()
        >= MAX_EMOJIS) {
      throw (animated ? Problem.MAX_ANIMATED_EMOJIS : Problem.MAX_EMOJIS).error();
    }
    var name = Objects.requireNonNull(body.name());
    emojis.add(
        guildId,
        new Emojis.NewEmoji(id, name, animated, known(guildId, body.roles()), actor.userId()),
        clock.instant());
    var made = emojis.find(guildId, id).orElseThrow();
    audit.record(
        actor, guildId, AuditNote.of(AuditAction.EMOJI_CREATE, id).change("name", null, name));
    announce(guildId);
    return made;
  }

  /// Changes name and roles: of one's own emoji, or of any with MANAGE_GUILD_EXPRESSIONS.
  @Transactional
  public EmojiJson modify(Actor actor, long guildId, long id, ModifyEmoji body) {
    var early = gate.guild(actor, guildId);
    var check = new Check();
    body.name()
        .apply(
            name -> {
              check.required("name", name);
              checkName(check, name);
            });
    check.orRefuse();
    var before = requireOwn(locked.guild(early), id);
    var name = Objects.requireNonNullElse(body.name().orElse(before.name()), before.name());
    emojis.change(
        id,
        name,
        body.roles() instanceof Patch.Keep
            ? before.roles()
            : known(guildId, body.roles().orElse(null)));
    var after = emojis.find(guildId, id).orElseThrow();
    audit.record(
        actor, guildId, AuditNote.of(AuditAction.EMOJI_UPDATE, id).differences(before, after));
    announce(guildId);
    return after;
  }

  @Transactional
  public void delete(Actor actor, long guildId, long id) {
    var gone = requireOwn(locked.guild(gate.guild(actor, guildId)), id);
    emojis.remove(id);
    audit.record(
        actor,
        guildId,
        AuditNote.of(AuditAction.EMOJI_DELETE, id).change("name", gone.name(), null));
    announce(guildId);
  }

  private EmojiJson requireOwn(GuildGrant grant, long id) {
    if (!mayKnowMakers(grant)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    var emoji = emojis.find(grant.guildId(), id).orElseThrow(Problem.UNKNOWN_EMOJI::error);
    var mine =
        emoji.user().filter(maker -> maker.id() == grant.actor().userId()).isPresent()
            && grant.has(Permission.CREATE_GUILD_EXPRESSIONS);
    if (!mine) {
      grant.require(Permission.MANAGE_GUILD_EXPRESSIONS);
    }
    return emoji;
  }

  private static boolean mayKnowMakers(GuildGrant grant) {
    return grant.has(Permission.CREATE_GUILD_EXPRESSIONS)
        || grant.has(Permission.MANAGE_GUILD_EXPRESSIONS);
  }

  private static void checkName(Check check, @Nullable String name) {
    check.length("name", name, 2, 32);
    check.that(
        name == null || name.length() < 2 || NAME.matcher(name).matches(),
        "name",
        "STRING_TYPE_REGEX",
        "String value did not match validation regex.");
  }

  /// Those of the ids that are roles of the guild, each once.
  private List<Long> known(long guildId, @Nullable List<@Nullable Long> wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return List.of();
    }
    var there = roles.listOf(guildId).stream().map(role -> role.id()).toList();
    return wanted.stream().filter(Objects::nonNull).distinct().filter(there::contains).toList();
  }

  private void announce(long guildId) {
    outbox.announce(
        new Audience.Guild(guildId),
        new EmojiEvent.Update(new EmojiEvent.InGuild(guildId, emojis.shownOf(guildId))));
  }
}
