package chat.maru.app;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.auth.BotTokens;
import chat.maru.event.Keys;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.Membership;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.ApplicationJson;
import chat.maru.wire.CreateApplication;
import chat.maru.wire.ModifyApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes, shows, changes and ends applications, for their owners. Those of others answer as if they
/// were not there.
@ApplicationScoped
public class ApplicationKeeper {
  private static final int MAX_APPLICATIONS = 100;

  @Inject Gate gate;
  @Inject Applications applications;
  @Inject Users users;
  @Inject Members members;
  @Inject Membership membership;
  @Inject BotTokens tokens;
  @Inject Keys keys;
  @Inject NodeLease ids;
  @Inject Clock clock;

  /// Makes an application and its bot, which has the same id.
  @Transactional
  public ApplicationJson create(Actor actor, CreateApplication body) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var name = body.name() == null ? null : body.name().strip();
    new Check()
        .required("name", name)
        .length("name", name, 1, 32)
        .length("description", body.description(), 0, 400)
        .orRefuse();
    keys.lockUsers(actor.userId());
    if (applications.listOf(actor.userId()).size() >= MAX_APPLICATIONS) {
      throw Problem.MAX_APPLICATIONS.error();
    }
    var id = ids.nextId();
    users.add(User.bot(id, String.valueOf(name), clock.instant()));
    var application =
        new Application(
            id, actor.userId(), String.valueOf(name), VerifyKeys.next(), clock.instant());
    application.description = body.description() == null ? "" : body.description();
    applications.add(application);
    return json(application);
  }

  @Transactional
  public List<ApplicationJson> list(Actor actor) {
    return applications.listOf(actor.userId()).stream().map(this::json).toList();
  }

  /// Shows an application to its owner and to its bot.
  @Transactional
  public ApplicationJson show(Actor actor, long id) {
    return json(actor.applicationId() == id ? own(actor) : owned(actor, id));
  }

  /// Shows a bot its own application.
  @Transactional
  public ApplicationJson showOwn(Actor bot) {
    return json(own(bot));
  }

  @Transactional
  public ApplicationJson modify(Actor actor, long id, ModifyApplication body) {
    return changed(actor.applicationId() == id ? own(actor) : owned(actor, id), body);
  }

  @Transactional
  public ApplicationJson modifyOwn(Actor bot, ModifyApplication body) {
    return changed(own(bot), body);
  }

  /// Gives the bot a new token, which is shown this once; the one before dies.
  @Transactional
  public String resetToken(Actor actor, long id) {
    return tokens.issue(owned(actor, id).id);
  }

  /// Ends an application: its bot's token dies and its bot leaves all guilds.
  @Transactional
  public void delete(Actor actor, long id) {
    var application = owned(actor, id);
    tokens.revoke(id);
    var memberOf = members.guildIdsOf(application.botId);
    keys.lockGuilds(memberOf.stream().mapToLong(Long::longValue).toArray());
    memberOf.forEach(guildId -> membership.leave(guildId, application.botId));
    application.deletedAt = clock.instant();
  }

  private ApplicationJson changed(Application application, ModifyApplication body) {
    var check = new Check();
    body.name().apply(name -> checkName(check, name));
    body.description().apply(text -> check.length("description", text, 0, 400));
    if (body.flags() instanceof Patch.Set<Integer>(var flags)) {
      check.that(
          ((flags ^ application.flags) & ~Application.SETTABLE) == 0,
          "flags",
          "BASE_TYPE_CHOICES",
          "Only the flags of limited intents can be changed.");
    }
    check.orRefuse();
    body.name().apply(name -> rename(application, name));
    var description = body.description().orElse(application.description);
    application.description = description == null ? "" : description;
    var flags = body.flags().orElse(application.flags);
    application.flags = flags == null ? 0 : flags;
    return json(application);
  }

  private static void checkName(Check check, @Nullable String name) {
    check.required("name", name);
    check.length("name", name == null ? null : name.strip(), 1, 32);
  }

  private static void rename(Application application, @Nullable String name) {
    if (name != null) {
      application.name = name.strip();
    }
  }

  private Application owned(Actor actor, long id) {
    var application = applications.find(id).orElseThrow(Problem.UNKNOWN_APPLICATION::error);
    gate.owner(actor, application.ownerId, Problem.UNKNOWN_APPLICATION);
    return application;
  }

  private Application own(Actor bot) {
    gate.bot(bot);
    return applications.find(bot.applicationId()).orElseThrow(Problem.UNKNOWN_APPLICATION::error);
  }

  private ApplicationJson json(Application application) {
    var people = users.find(List.of(application.ownerId, application.botId));
    var owner = people.get(application.ownerId);
    var bot = people.get(application.botId);
    if (owner == null || bot == null) {
      throw Problem.UNKNOWN_APPLICATION.error();
    }
    return application.json(owner.json(), bot.json(), members.guildIdsOf(application.botId).size());
  }
}
