package compat;

import static compat.Kit.*;

import java.net.URI;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import java.util.stream.*;
import net.dv8tion.jda.api.*;
import net.dv8tion.jda.api.audit.*;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.*;
import net.dv8tion.jda.api.entities.channel.concrete.*;
import net.dv8tion.jda.api.entities.emoji.*;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.*;
import net.dv8tion.jda.api.events.channel.update.*;
import net.dv8tion.jda.api.events.emoji.*;
import net.dv8tion.jda.api.events.guild.*;
import net.dv8tion.jda.api.events.guild.invite.*;
import net.dv8tion.jda.api.events.guild.member.*;
import net.dv8tion.jda.api.events.guild.member.update.*;
import net.dv8tion.jda.api.events.guild.override.*;
import net.dv8tion.jda.api.events.guild.update.*;
import net.dv8tion.jda.api.events.interaction.command.*;
import net.dv8tion.jda.api.events.interaction.component.*;
import net.dv8tion.jda.api.events.message.*;
import net.dv8tion.jda.api.events.message.react.*;
import net.dv8tion.jda.api.events.role.*;
import net.dv8tion.jda.api.events.role.update.*;
import net.dv8tion.jda.api.events.session.*;
import net.dv8tion.jda.api.events.user.*;
import net.dv8tion.jda.api.exceptions.*;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.*;
import net.dv8tion.jda.api.interactions.commands.build.*;
import net.dv8tion.jda.api.requests.*;
import net.dv8tion.jda.api.requests.restaction.pagination.*;
import net.dv8tion.jda.api.utils.*;
import net.dv8tion.jda.api.utils.cache.CacheFlag;

/**
 * Unmodified JDA; the two changes a bot author makes are RestConfig.setBaseUrl and a
 * SessionController naming the gateway. zlib-stream is JDA's default.
 */
public final class Suite {
  static final List<GenericEvent> SEEN = Collections.synchronizedList(new ArrayList<>());

  static <T extends GenericEvent> T await(Class<T> c, Predicate<T> p) throws Exception {
    return await(c, p, 8);
  }

  static <T extends GenericEvent> T await(Class<T> c, Predicate<T> p, int seconds)
      throws Exception {
    long end = System.currentTimeMillis() + seconds * 1000L;
    do {
      synchronized (SEEN) {
        for (GenericEvent e : SEEN)
          if (c.isInstance(e)) {
            T t = c.cast(e);
            boolean ok;
            try {
              ok = p.test(t);
            } catch (Exception x) {
              ok = false;
            }
            if (ok) return t;
          }
      }
      Thread.sleep(25);
    } while (System.currentTimeMillis() < end);
    throw new AssertionError("event " + c.getSimpleName() + " did not arrive in " + seconds + " s");
  }

  static <T> T q(RestAction<T> a) throws Exception {
    try {
      return a.submit().get(15, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception x) throw x;
      throw e;
    }
  }

  static void refused(RestAction<?> a, int status, int... codes) throws Exception {
    try {
      q(a);
    } catch (ErrorResponseException e) {
      check(
          e.getResponse().code == status,
          "status " + e.getResponse().code + " instead of " + status);
      check(
          IntStream.of(codes).anyMatch(c -> c == e.getErrorCode()),
          "error code " + e.getErrorCode() + " instead of " + Arrays.toString(codes));
      return;
    }
    throw new AssertionError("was expected to be refused but succeeded");
  }

  static TextChannel chan;
  static Message msg;
  static Role role;
  static ThreadChannel thread;
  static Command cmd;

  public static void main(String[] a) throws Exception {
    String api = env("CHAT_API"),
        gid = env("CHAT_GUILD_ID"),
        uid = env("CHAT_USER_ID"),
        uid3 = env("CHAT_USER3_ID"),
        botId = env("CHAT_BOT_ID"),
        general = env("CHAT_CHANNEL_ID");
    String pre = System.getenv().getOrDefault("CHAT_USER_AUTH_PREFIX", "Bearer ");
    String alice = pre + env("CHAT_USER_TOKEN"), bobby = pre + env("CHAT_USER3_TOKEN");
    RestConfig rc = new RestConfig().setBaseUrl(api + "/v10/");
    JDA[] h = new JDA[1];
    boolean up =
        step(
            "login and READY over zlib-stream",
            30,
            () -> {
              h[0] =
                  JDABuilder.create(env("CHAT_BOT_TOKEN"), EnumSet.allOf(GatewayIntent.class))
                      .setRestConfig(rc)
                      .setSessionController(gateway())
                      .setMemberCachePolicy(MemberCachePolicy.ALL)
                      .setChunkingFilter(ChunkingFilter.ALL)
                      .disableCache(CacheFlag.VOICE_STATE)
                      .addEventListeners((EventListener) SEEN::add)
                      .setAutoReconnect(true)
                      .build();
              h[0].awaitReady();
            });
    if (!up) {
      end(1);
      return;
    }
    JDA jda = h[0];
    Guild[] gh = new Guild[1];
    step(
        "READY user is the bot",
        () -> {
          eq(jda.getSelfUser().getId(), botId, "id");
          check(jda.getSelfUser().isBot(), "bot flag");
          eq(jda.getSelfUser().getApplicationId(), env("CHAT_APP_ID"), "application id");
        });
    boolean g0 =
        step(
            "guild available and cached",
            () -> {
              Guild g = have(jda.getGuildById(gid), "guild");
              check(!jda.isUnavailable(g.getIdLong()), "unavailable");
              eq(g.getOwnerId(), env("CHAT_OWNER_ID"), "owner");
              check(g.getMemberCount() >= 4, "member_count " + g.getMemberCount());
              gh[0] = g;
            });
    if (!g0) {
      jda.shutdownNow();
      end(1);
      return;
    }
    Guild g = gh[0];
    step(
        "channels and roles cached from GUILD_CREATE",
        () -> {
          have(g.getTextChannelById(general), "general");
          eq(g.getPublicRole().getId(), gid, "@everyone id");
          check(g.getRoles().size() >= 2, "bot role");
        });
    step(
        "members chunked on start (op 8), own member cached",
        () -> {
          check(g.isLoaded(), "not all members loaded");
          have(g.getMemberById(uid), "alice");
          Member me = g.getSelfMember();
          check(me.hasTimeJoined(), "joined_at");
          check(me.hasPermission(Permission.MANAGE_CHANNEL), "role permissions");
          check(!me.hasPermission(Permission.ADMINISTRATOR), "not admin");
        });
    step(
        "application info",
        () -> {
          ApplicationInfo i = q(jda.retrieveApplicationInfo());
          eq(i.getId(), env("CHAT_APP_ID"), "id");
          have(i.getOwner(), "owner");
        });
    step(
        "user by id and guild meta data",
        () -> {
          User u = q(jda.retrieveUserById(uid).useCache(false));
          check(!u.isBot(), "bot=false");
          check(q(g.retrieveMetaData()).getApproximateMembers() >= 4, "approximate_member_count");
        });
    step(
        "channel create (text) and CHANNEL_CREATE",
        () -> {
          TextChannel c = q(g.createTextChannel("jda-room").setTopic("hello").reason("compat run"));
          chan = c;
          await(ChannelCreateEvent.class, e -> e.getChannel().getId().equals(c.getId()));
          eq(c.getTopic(), "hello", "topic");
        });
    step(
        "category with child",
        () -> {
          Category cat = q(g.createCategory("jda-cat"));
          TextChannel c = q(g.createTextChannel("jda-child", cat));
          eq(c.getParentCategoryId(), cat.getId(), "parent");
          q(c.delete());
          q(cat.delete());
        });
    step(
        "channel edit and CHANNEL_UPDATE",
        () -> {
          q(have(chan, "channel").getManager().setTopic("new topic").setNSFW(true));
          await(ChannelUpdateTopicEvent.class, e -> "new topic".equals(e.getNewValue()));
          await(ChannelUpdateNSFWEvent.class, e -> e.getChannel().getId().equals(chan.getId()));
        });
    step(
        "message send and MESSAGE_CREATE",
        () -> {
          Message m = q(have(chan, "channel").sendMessage("first message"));
          msg = m;
          MessageReceivedEvent e =
              await(MessageReceivedEvent.class, x -> x.getMessageId().equals(m.getId()));
          eq(e.getMessage().getContentRaw(), "first message", "content");
          eq(m.getAuthor().getId(), botId, "author");
          msg = m;
        });
    step(
        "message edit and MESSAGE_UPDATE",
        () -> {
          Message m = q(have(msg, "message").editMessage("edited"));
          await(
              MessageUpdateEvent.class,
              e ->
                  e.getMessageId().equals(msg.getId())
                      && e.getMessage().getContentRaw().equals("edited"));
          check(m.isEdited(), "edited_timestamp");
        });
    step(
        "reply with reference",
        () -> {
          Message r = q(have(msg, "message").reply("a reply"));
          eq(r.getType(), MessageType.INLINE_REPLY, "type");
          eq(
              have(r.getMessageReference(), "message_reference").getMessageId(),
              msg.getId(),
              "reference id");
          have(r.getReferencedMessage(), "referenced_message");
        });
    step(
        "mentions parsed, allowed_mentions honoured",
        () -> {
          Message m = q(have(chan, "channel").sendMessage("hi <@" + uid + ">"));
          check(
              m.getMentions().getUsers().stream().anyMatch(u -> u.getId().equals(uid)),
              "mentioned");
          Message n = q(chan.sendMessage("@everyone hi").setAllowedMentions(List.of()));
          check(!n.getMentions().mentionsEveryone(), "mention_everyone");
        });
    step(
        "embed round trip",
        () -> {
          MessageEmbed e =
              new EmbedBuilder()
                  .setTitle("T", "https://example.test/")
                  .setDescription("D")
                  .setColor(0x336699)
                  .addField("n", "v", true)
                  .setFooter("f")
                  .setAuthor("a")
                  .setTimestamp(Instant.ofEpochMilli(1700000000000L))
                  .build();
          MessageEmbed r = q(have(chan, "channel").sendMessageEmbeds(e)).getEmbeds().get(0);
          eq(r.getTitle(), "T", "title");
          eq(r.getColorRaw(), 0x336699, "color");
          eq(r.getFields().get(0).getValue(), "v", "field");
          eq(r.getTimestamp().toInstant(), Instant.ofEpochMilli(1700000000000L), "timestamp");
          eq(r.getType(), EmbedType.RICH, "type");
        });
    step(
        "attachment upload and download",
        () -> {
          byte[] b = ("file body " + System.nanoTime()).getBytes(StandardCharsets.UTF_8);
          Message.Attachment at =
              q(have(chan, "channel")
                      .sendFiles(FileUpload.fromData(b, "note.txt").setDescription("alt")))
                  .getAttachments()
                  .get(0);
          eq(at.getFileName(), "note.txt", "filename");
          eq(at.getSize(), b.length, "size");
          eq(at.getDescription(), "alt", "description");
          byte[] d =
              HTTP.send(
                      HttpRequest.newBuilder(URI.create(at.getUrl())).build(),
                      HttpResponse.BodyHandlers.ofByteArray())
                  .body();
          check(Arrays.equals(b, d), "bytes differ");
        });
    step(
        "message history",
        () -> {
          List<Message> l = q(have(chan, "channel").getHistory().retrievePast(3));
          eq(l.size(), 3, "size");
          check(l.get(0).getIdLong() > l.get(1).getIdLong(), "newest first");
          check(
              q(chan.getHistoryAfter(have(msg, "message"), 5)).getRetrievedHistory().stream()
                  .allMatch(m -> m.getIdLong() > msg.getIdLong()),
              "after");
          check(
              q(chan.getHistoryAround(msg, 5)).getRetrievedHistory().stream()
                  .anyMatch(m -> m.getIdLong() == msg.getIdLong()),
              "around");
        });
    step(
        "message by another user arrives with content and member",
        () -> {
          must(
              alice,
              "POST",
              "/channels/" + have(chan, "channel").getId() + "/messages",
              "{\"content\":\"from alice\"}");
          MessageReceivedEvent e =
              await(
                  MessageReceivedEvent.class,
                  x ->
                      x.getAuthor().getId().equals(uid)
                          && x.getChannel().getId().equals(chan.getId()));
          eq(e.getMessage().getContentRaw(), "from alice", "content");
          have(e.getMember(), "member");
        });
    step(
        "reaction add, other user, list, remove",
        () -> {
          Emoji t = Emoji.fromUnicode("U+1F44D");
          q(have(msg, "message").addReaction(t));
          await(MessageReactionAddEvent.class, e -> e.getUserId().equals(botId));
          must(
              alice,
              "PUT",
              "/channels/"
                  + chan.getId()
                  + "/messages/"
                  + msg.getId()
                  + "/reactions/%F0%9F%91%8D/@me",
              null);
          await(MessageReactionAddEvent.class, e -> e.getUserId().equals(uid));
          Message f = q(chan.retrieveMessageById(msg.getId()));
          MessageReaction r = have(f.getReaction(t), "reaction");
          eq(r.getCount(), 2, "count");
          check(r.isSelf(), "me");
          check(q(r.retrieveUsers()).size() == 2, "users");
          q(r.removeReaction(q(jda.retrieveUserById(uid))));
          await(MessageReactionRemoveEvent.class, e -> e.getUserId().equals(uid));
        });
    step(
        "reaction remove emoji and remove all",
        () -> {
          Emoji t = Emoji.fromUnicode("U+1F389");
          q(have(msg, "message").addReaction(t));
          q(msg.clearReactions(t));
          await(MessageReactionRemoveEmojiEvent.class, e -> e.getMessageId().equals(msg.getId()));
          q(msg.clearReactions());
          await(MessageReactionRemoveAllEvent.class, e -> e.getMessageId().equals(msg.getId()));
        });
    step(
        "pin, list pins, unpin",
        () -> {
          q(have(msg, "message").pin());
          PinnedMessagePaginationAction p = chan.retrievePinnedMessages();
          check(
              p.submit().get(10, TimeUnit.SECONDS).stream()
                  .anyMatch(x -> x.getMessage().getId().equals(msg.getId())),
              "in pins");
          q(msg.unpin());
        });
    step(
        "typing both ways",
        () -> {
          q(have(chan, "channel").sendTyping());
          must(alice, "POST", "/channels/" + chan.getId() + "/typing", null);
          await(UserTypingEvent.class, e -> e.getUser().getId().equals(uid));
        });
    step(
        "message delete and MESSAGE_DELETE",
        () -> {
          Message m = q(have(chan, "channel").sendMessage("bye"));
          q(m.delete());
          await(MessageDeleteEvent.class, e -> e.getMessageId().equals(m.getId()));
          refused(chan.retrieveMessageById(m.getId()), 404, 10008);
        });
    step(
        "bulk delete and MESSAGE_DELETE_BULK",
        () -> {
          Message x = q(have(chan, "channel").sendMessage("b1")), y = q(chan.sendMessage("b2"));
          q(chan.deleteMessages(List.of(x, y)));
          try {
            await(MessageBulkDeleteEvent.class, e -> e.getMessageIds().contains(x.getId()), 2);
          } catch (AssertionError e) {
            await(MessageDeleteEvent.class, v -> v.getMessageId().equals(y.getId()));
          }
        });
    step(
        "thread from message, message inside, THREAD_CREATE",
        () -> {
          ThreadChannel t = q(have(msg, "message").createThreadChannel("jda-thread"));
          have(g.getThreadChannelById(t.getId()), "thread in cache");
          eq(t.getId(), msg.getId(), "thread id equals message id");
          must(
              alice,
              "POST",
              "/channels/" + chan.getId() + "/threads",
              "{\"name\":\"by-alice\",\"type\":11,\"auto_archive_duration\":60}");
          await(ChannelCreateEvent.class, e -> e.getChannel().getName().equals("by-alice"));
          q(t.sendMessage("in thread"));
          eq(t.getParentChannel().getId(), chan.getId(), "parent");
          thread = t;
        });
    step(
        "thread members, active list, archive",
        () -> {
          q(have(thread, "thread").addThreadMemberById(uid));
          check(
              q(thread.retrieveThreadMembers()).stream().anyMatch(m -> m.getId().equals(uid)),
              "member");
          check(
              q(g.retrieveActiveThreads()).stream().anyMatch(t -> t.getId().equals(thread.getId())),
              "active");
          q(thread.getManager().setArchived(true));
          await(
              ChannelUpdateArchivedEvent.class, e -> e.getChannel().getId().equals(thread.getId()));
          check(
              chan
                  .retrieveArchivedPublicThreadChannels()
                  .submit()
                  .get(10, TimeUnit.SECONDS)
                  .stream()
                  .anyMatch(t -> t.getId().equals(thread.getId())),
              "archived list");
        });
    step(
        "forum channel with post",
        () -> {
          ForumChannel f = q(g.createForumChannel("jda-forum"));
          var p =
              q(
                  f.createForumPost(
                      "post",
                      net.dv8tion.jda.api.utils.messages.MessageCreateData.fromContent("body")));
          eq(p.getThreadChannel().getParentChannel().getId(), f.getId(), "parent");
          q(f.delete());
        });
    step(
        "role create and GUILD_ROLE_CREATE",
        () -> {
          Role r =
              q(
                  g.createRole()
                      .setName("jda-role")
                      .setColor(0x112233)
                      .setPermissions(Permission.MESSAGE_SEND, Permission.MESSAGE_SEND_POLLS)
                      .setHoisted(true));
          await(RoleCreateEvent.class, e -> e.getRole().getId().equals(r.getId()));
          eq(r.getPermissionsRaw(), (1L << 11) | (1L << 49), "64-bit permissions");
          role = r;
        });
    step(
        "role edit and GUILD_ROLE_UPDATE",
        () -> {
          q(have(role, "role").getManager().setName("jda-role2"));
          await(RoleUpdateNameEvent.class, e -> e.getRole().getId().equals(role.getId()));
        });
    step(
        "role assign and remove with GUILD_MEMBER_UPDATE",
        () -> {
          q(g.addRoleToMember(User.fromId(uid), have(role, "role")));
          await(GuildMemberRoleAddEvent.class, e -> e.getUser().getId().equals(uid));
          check(g.getMemberById(uid).getUnsortedRoles().contains(role), "cache");
          q(g.removeRoleFromMember(User.fromId(uid), role));
          await(GuildMemberRoleRemoveEvent.class, e -> e.getUser().getId().equals(uid));
        });
    step(
        "role delete and GUILD_ROLE_DELETE",
        () -> {
          q(have(role, "role").delete());
          await(RoleDeleteEvent.class, e -> e.getRole().getId().equals(role.getId()));
        });
    step(
        "permission overwrite and library computation",
        () -> {
          q(
              have(chan, "channel")
                  .upsertPermissionOverride(g.getSelfMember())
                  .setDenied(Permission.MESSAGE_SEND, Permission.MESSAGE_ATTACH_FILES));
          await(
              PermissionOverrideCreateEvent.class,
              e -> e.getChannel().getId().equals(chan.getId()));
          EnumSet<Permission> p = g.getSelfMember().getPermissions(chan);
          check(
              !p.contains(Permission.MESSAGE_SEND) && !p.contains(Permission.MESSAGE_ATTACH_FILES),
              "denied");
          check(p.contains(Permission.MANAGE_CHANNEL), "others kept");
        });
    step(
        "server refuses what the library computes as denied (403 50013)",
        () -> {
          Kit.Res r =
              call(
                  "Bot " + env("CHAT_BOT_TOKEN"),
                  "POST",
                  "/channels/" + have(chan, "channel").getId() + "/messages",
                  "{\"content\":\"must not pass\"}");
          eq(r.status(), 403, "status");
          check(r.body().contains("50013") || r.body().contains("50001"), "code: " + r.body());
        });
    step(
        "overwrite delete restores sending",
        () -> {
          q(have(chan.getPermissionOverride(g.getSelfMember()), "override").delete());
          await(
              PermissionOverrideDeleteEvent.class,
              e -> e.getChannel().getId().equals(chan.getId()));
          q(chan.sendMessage("allowed again"));
        });
    step(
        "invite create, list, delete with events",
        () -> {
          Invite i = q(have(chan, "channel").createInvite().setMaxAge(600).setMaxUses(3));
          await(GuildInviteCreateEvent.class, e -> e.getCode().equals(i.getCode()));
          check(
              q(g.retrieveInvites()).stream().anyMatch(x -> x.getCode().equals(i.getCode())),
              "listed");
          eq(q(Invite.resolve(jda, i.getCode(), true)).getGuild().getId(), gid, "resolved guild");
          q(i.delete());
          await(GuildInviteDeleteEvent.class, e -> e.getCode().equals(i.getCode()));
        });
    step(
        "webhook create, execute, list, delete",
        () -> {
          Webhook w = q(have(chan, "channel").createWebhook("hook"));
          have(w.getToken(), "token");
          Message m = q(w.sendMessage("via hook").setUsername("Other Name"));
          check(m.isWebhookMessage(), "webhook_id");
          eq(m.getAuthor().getName(), "Other Name", "name");
          check(
              q(chan.retrieveWebhooks()).stream().anyMatch(x -> x.getId().equals(w.getId())),
              "listed");
          q(w.delete());
        });
    step(
        "members by prefix and by id (op 8)",
        () -> {
          String n = q(jda.retrieveUserById(uid)).getName();
          check(
              g.retrieveMembersByPrefix(n.substring(0, 6), 5).get().stream()
                  .anyMatch(m -> m.getId().equals(uid)),
              "prefix");
          eq(g.retrieveMembersByIds(uid, uid3).get().size(), 2, "ids");
        });
    step(
        "nickname and timeout",
        () -> {
          Member m = have(g.getMemberById(uid), "alice");
          q(m.modifyNickname("Ally"));
          await(GuildMemberUpdateNicknameEvent.class, e -> "Ally".equals(e.getNewNickname()));
          q(m.timeoutFor(Duration.ofMinutes(1)));
          await(GuildMemberUpdateTimeOutEvent.class, e -> e.getUser().getId().equals(uid));
          eq(
              call(alice, "POST", "/channels/" + general + "/messages", "{\"content\":\"x\"}")
                  .status(),
              403,
              "timed-out member must not send");
          q(m.removeTimeout());
          q(m.modifyNickname(null));
        });
    step(
        "kick, rejoin with events",
        () -> {
          q(g.kick(User.fromId(uid3)));
          await(GuildMemberRemoveEvent.class, e -> e.getUser().getId().equals(uid3));
          Invite i = q(g.getTextChannelById(general).createInvite());
          must(bobby, "POST", "/invites/" + i.getCode(), "{}");
          await(GuildMemberJoinEvent.class, e -> e.getUser().getId().equals(uid3));
        });
    step(
        "ban, fetch, unban with events",
        () -> {
          q(g.ban(User.fromId(uid3), 0, TimeUnit.SECONDS).reason("compat ban"));
          await(GuildBanEvent.class, e -> e.getUser().getId().equals(uid3));
          eq(q(g.retrieveBan(User.fromId(uid3))).getReason(), "compat ban", "reason");
          q(g.unban(User.fromId(uid3)));
          await(GuildUnbanEvent.class, e -> e.getUser().getId().equals(uid3));
          refused(g.retrieveBan(User.fromId(uid3)), 404, 10026);
        });
    step(
        "audit log holds actor and reason",
        () -> {
          List<AuditLogEntry> l =
              g.retrieveAuditLogs().limit(50).submit().get(10, TimeUnit.SECONDS);
          AuditLogEntry e =
              l.stream()
                  .filter(
                      x ->
                          x.getType() == ActionType.CHANNEL_CREATE
                              && "compat run".equals(x.getReason()))
                  .findFirst()
                  .orElse(null);
          eq(have(e, "CHANNEL_CREATE with reason").getUser().getId(), botId, "actor");
        });
    step(
        "presence update",
        () -> {
          jda.getPresence().setPresence(OnlineStatus.IDLE, Activity.watching("tests"));
          Thread.sleep(600);
          eq(jda.getStatus(), JDA.Status.CONNECTED, "status");
        });
    step(
        "guild edit and GUILD_UPDATE",
        () -> {
          q(g.getManager().setName(g.getName() + " x"));
          await(GuildUpdateNameEvent.class, e -> e.getNewName().endsWith(" x"));
        });
    step(
        "emoji create, delete with GUILD_EMOJIS_UPDATE",
        () -> {
          byte[] png =
              Base64.getDecoder()
                  .decode(
                      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
          RichCustomEmoji e = q(g.createEmoji("dot", Icon.from(png, Icon.IconType.PNG)));
          await(EmojiAddedEvent.class, x -> x.getEmoji().getName().equals("dot"));
          q(e.delete());
        });
    step(
        "slash command register and list",
        () -> {
          cmd =
              q(
                  g.upsertCommand("echo", "says it back")
                      .addOption(OptionType.STRING, "text", "what", true));
          check(
              q(g.retrieveCommands()).stream().anyMatch(c -> c.getId().equals(cmd.getId())),
              "listed");
          q(jda.updateCommands().addCommands(Commands.slash("globalone", "d")));
          q(jda.updateCommands());
        });
    step(
        "interaction: slash command, reply, edit, follow-up",
        () -> {
          slash(alice, gid);
          SlashCommandInteractionEvent e =
              await(SlashCommandInteractionEvent.class, x -> x.getName().equals("echo"));
          eq(e.getOption("text").getAsString(), "hey", "option");
          q(e.reply("you said hey"));
          eq(q(e.getHook().retrieveOriginal()).getContentRaw(), "you said hey", "original");
          q(e.getHook().editOriginal("changed"));
          q(e.getHook().sendMessage("more"));
        });
    step(
        "interaction: deferred reply",
        () -> {
          SEEN.removeIf(x -> x instanceof SlashCommandInteractionEvent);
          slash(alice, gid);
          SlashCommandInteractionEvent e = await(SlashCommandInteractionEvent.class, x -> true);
          q(e.deferReply());
          eq(q(e.getHook().editOriginal("late")).getContentRaw(), "late", "content");
        });
    step(
        "interaction: button",
        () -> {
          Message m =
              q(
                  have(chan, "channel")
                      .sendMessage("press")
                      .addComponents(ActionRow.of(Button.primary("go", "Go"))));
          must(
              alice,
              "POST",
              "/interactions",
              "{\"type\":3,\"application_id\":\""
                  + env("CHAT_APP_ID")
                  + "\",\"guild_id\":\""
                  + gid
                  + "\",\"channel_id\":\""
                  + chan.getId()
                  + "\",\"message_id\":\""
                  + m.getId()
                  + "\",\"session_id\":\"compat\",\"nonce\":\"1\",\"data\":{\"component_type\":2,\"custom_id\":\"go\"}}");
          ButtonInteractionEvent e = await(ButtonInteractionEvent.class, x -> true);
          eq(e.getComponentId(), "go", "custom id");
          q(e.editMessage("pressed"));
        });
    step(
        "direct message",
        () -> {
          PrivateChannel d = q(jda.openPrivateChannelById(uid));
          Message m = q(d.sendMessage("hello in private"));
          check(!m.isFromGuild(), "no guild");
        });
    step(
        "errors: unknown message 10008, unknown user 10013",
        () -> {
          refused(have(chan, "channel").retrieveMessageById("1000000000000000001"), 404, 10008);
          refused(jda.retrieveUserById("1000000000000000001").useCache(false), 404, 10013);
        });
    step(
        "burst of 15 messages: none lost, order kept",
        45,
        () -> {
          List<CompletableFuture<Message>> l = new ArrayList<>();
          for (int i = 0; i < 15; i++)
            l.add(have(chan, "channel").sendMessage("burst " + i).submit());
          List<Long> ids = new ArrayList<>();
          for (var f : l) ids.add(f.get(40, TimeUnit.SECONDS).getIdLong());
          List<Long> s = new ArrayList<>(ids);
          Collections.sort(s);
          eq(ids, s, "order");
        });
    step(
        "resume after the socket is cut, missed event replayed",
        40,
        () -> {
          have(System.getenv("CHAT_RELAY"), "relay");
          HTTP.send(
              HttpRequest.newBuilder(URI.create(env("CHAT_RELAY") + "/__relay/drop"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
          must(
              alice,
              "POST",
              "/channels/" + have(chan, "channel").getId() + "/messages",
              "{\"content\":\"while away\"}");
          await(SessionResumeEvent.class, e -> true, 30);
          await(
              MessageReceivedEvent.class,
              e -> e.getMessage().getContentRaw().equals("while away"),
              5);
        });
    step(
        "channel delete and CHANNEL_DELETE",
        () -> {
          q(have(chan, "channel").delete());
          await(ChannelDeleteEvent.class, e -> e.getChannel().getId().equals(chan.getId()));
        });
    step(
        "wrong token is refused",
        () -> {
          try {
            JDABuilder.createLight(
                    "MTAwMDAwMDAwMDAwMDAwMDAwMA.abcdef.notavalidtokennotavalidtoken00")
                .setRestConfig(rc)
                .setSessionController(gateway())
                .build()
                .awaitReady();
          } catch (InvalidTokenException e) {
            return;
          }
          throw new AssertionError("logged in");
        });
    jda.shutdownNow();
    end(failed > 0 ? 1 : 0);
  }

  /**
   * JDA ignores the url of GET /gateway/bot and has a fixed gateway address; overriding getGateway
   * is its documented way to change it.
   */
  static SessionController gateway() throws Exception {
    String body = must("Bot " + env("CHAT_BOT_TOKEN"), "GET", "/gateway/bot", null).body();
    String url = body.replaceAll("(?s).*\"url\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    return new ConcurrentSessionController() {
      @Override
      public String getGateway() {
        return url;
      }
    };
  }

  static void slash(String alice, String gid) throws Exception {
    have(cmd, "command");
    must(
        alice,
        "POST",
        "/interactions",
        "{\"type\":2,\"application_id\":\""
            + env("CHAT_APP_ID")
            + "\",\"guild_id\":\""
            + gid
            + "\",\"channel_id\":\""
            + have(chan, "channel").getId()
            + "\",\"session_id\":\"compat\",\"nonce\":\"1\",\"data\":{\"id\":\""
            + cmd.getId()
            + "\",\"name\":\"echo\",\"type\":1,\"version\":\""
            + cmd.getVersion()
            + "\",\"options\":[{\"type\":3,\"name\":\"text\",\"value\":\"hey\"}]}}");
  }

  static void end(int code) {
    System.out.println("# JDA: " + (passed + failed) + " steps");
    System.out.println(passed + " passed, " + failed + " failed");
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }
}
