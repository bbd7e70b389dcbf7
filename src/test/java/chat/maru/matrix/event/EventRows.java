package chat.maru.matrix.event;

import static chat.maru.matrix.event.EventRow.composed;
import static chat.maru.matrix.event.EventRow.event;
import static chat.maru.matrix.event.Listener.IN_CHARGE;
import static chat.maru.matrix.event.Listener.MEMBER;
import static chat.maru.matrix.event.Listener.MEMBERS;
import static chat.maru.matrix.event.Listener.OWNER;
import static chat.maru.matrix.event.Listener.SEEING;
import static chat.maru.matrix.event.Listener.STRANGER;

import chat.maru.testkit.Drawing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// All rows of the matrix of events.
final class EventRows {
  private static final String MEMBER_FIELDS =
      "guild_id user nick avatar banner roles joined_at premium_since deaf mute flags pending"
          + " communication_disabled_until";

  private static final String CHANNEL_FIELDS =
      "id type guild_id name topic position parent_id permission_overwrites nsfw"
          + " rate_limit_per_user last_message_id last_pin_timestamp flags"
          + " default_auto_archive_duration default_thread_rate_limit_per_user";

  private static final String GUILD_FIELDS =
      "id name icon description home_header splash discovery_splash features banner owner_id"
          + " application_id region afk_channel_id afk_timeout system_channel_id"
          + " system_channel_flags widget_enabled widget_channel_id verification_level roles"
          + " default_message_notifications mfa_level explicit_content_filter max_presences"
          + " max_members max_stage_video_channel_users max_video_channel_users vanity_url_code"
          + " premium_tier premium_subscription_count preferred_locale rules_channel_id"
          + " safety_alerts_channel_id public_updates_channel_id premium_progress_bar_enabled nsfw"
          + " nsfw_level emojis stickers incidents_data";

  private EventRows() {}

  static List<EventRow> all() {
    return Stream.of(
            guilds(),
            settings(),
            roles(),
            members(),
            bans(),
            sessions(),
            channels(),
            invites(),
            rooms(),
            ThreadEventRows.rows(),
            MessageEventRows.messages(),
            MessageEventRows.reactions(),
            MessageEventRows.polls())
        .flatMap(List::stream)
        .toList();
  }

  private static List<EventRow> guilds() {
    return List.of(
        composed(
            "GUILD_CREATE",
            Set.of(STRANGER),
            GUILD_FIELDS
                + " joined_at large unavailable member_count members channels threads presences"
                + " voice_states stage_instances guild_scheduled_events soundboard_sounds"
                + " activity_instances embedded_activities",
            stage -> {
              var other = stage.elsewhere();
              return () -> Stage.join(stage.as(STRANGER), other.getLast());
            }),
        composed(
            "GUILD_DELETE",
            Set.of(MEMBER, STRANGER),
            "id",
            stage -> {
              var other = stage.elsewhere();
              for (var who : List.of(MEMBER, STRANGER)) {
                Stage.join(stage.as(who), other.getLast());
                stage
                    .ear(who)
                    .event("GUILD_CREATE", it -> it.path("id").asText().equals(other.getFirst()));
              }
              return () -> stage.host().delete("/guilds/" + other.getFirst()).expect(204);
            }));
  }

  private static List<EventRow> settings() {
    return List.of(
        event(
            "GUILD_UPDATE",
            MEMBERS,
            GUILD_FIELDS,
            stage ->
                () -> stage.owner().patch(stage.inGuild(""), Map.of("name", "New")).expect(200)),
        event(
            "GUILD_EMOJIS_UPDATE",
            MEMBERS,
            "guild_id emojis",
            stage ->
                () -> {
                  var image = Drawing.uri("png", Drawing.of("png", 2, 2, 0xff));
                  var body = Map.of("name", "smile", "image", image);
                  stage.owner().post(stage.inGuild("/emojis"), body).expect(201);
                }),
        event(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            IN_CHARGE,
            "id guild_id action_type user_id target_id changes options reason",
            stage -> () -> stage.role(0)));
  }

  private static List<EventRow> roles() {
    return List.of(
        event("GUILD_ROLE_CREATE", MEMBERS, "guild_id role", stage -> () -> stage.role(0)),
        event(
            "GUILD_ROLE_UPDATE",
            MEMBERS,
            "guild_id role",
            stage -> {
              var path = stage.inGuild("/roles/" + stage.role(0));
              return () -> stage.owner().patch(path, Map.of("name", "other")).expect(200);
            }),
        event(
            "GUILD_ROLE_DELETE",
            MEMBERS,
            "guild_id role_id",
            stage -> {
              var path = stage.inGuild("/roles/" + stage.role(0));
              return () -> stage.owner().delete(path).expect(204);
            }));
  }

  private static List<EventRow> members() {
    return List.of(
        event("GUILD_MEMBER_ADD", MEMBERS, MEMBER_FIELDS, stage -> stage::joined),
        event(
            "GUILD_MEMBER_UPDATE",
            MEMBERS,
            MEMBER_FIELDS,
            stage -> {
              var path = stage.inGuild("/members/" + stage.joined());
              return () -> stage.owner().patch(path, Map.of("nick", "Nick")).expect(200);
            }),
        event(
            "GUILD_MEMBER_REMOVE",
            MEMBERS,
            "guild_id user",
            stage -> {
              var path = stage.inGuild("/members/" + stage.joined());
              return () -> stage.owner().delete(path).expect(204);
            }));
  }

  private static List<EventRow> bans() {
    return List.of(
        event(
            "GUILD_BAN_ADD",
            IN_CHARGE,
            "guild_id user",
            stage -> {
              var path = stage.inGuild("/bans/" + stage.newcomer());
              return () -> stage.owner().put(path, Map.of()).expect(204);
            }),
        event(
            "GUILD_BAN_REMOVE",
            IN_CHARGE,
            "guild_id user",
            stage -> {
              var path = stage.inGuild("/bans/" + stage.newcomer());
              stage.owner().put(path, Map.of()).expect(204);
              return () -> stage.owner().delete(path).expect(204);
            }));
  }

  private static List<EventRow> sessions() {
    return List.of(
        composed(
            "GUILD_MEMBERS_CHUNK",
            Set.of(MEMBER),
            "guild_id members chunk_index chunk_count presences not_found nonce",
            stage ->
                () ->
                    stage
                        .ear(MEMBER)
                        .send(8, Map.of("guild_id", stage.guild(), "query", "own", "limit", 1))),
        composed(
            "RATE_LIMITED",
            Set.of(MEMBER),
            "opcode retry_after meta",
            stage ->
                () -> {
                  var all = Map.of("guild_id", stage.guild(), "query", "", "limit", 0);
                  stage.ear(MEMBER).send(8, all);
                  stage.ear(MEMBER).send(8, all);
                }),
        event(
            "PRESENCE_UPDATE",
            MEMBERS,
            "user guild_id status activities client_status",
            stage -> () -> stage.ear(MEMBER).send(3, presence("dnd"))),
        event(
            "USER_UPDATE",
            Set.of(MEMBER),
            "id username discriminator global_name avatar bot system flags public_flags banner"
                + " accent_color avatar_decoration_data collectibles primary_guild bio mfa_enabled"
                + " locale premium_type email verified",
            stage -> () -> stage.as(MEMBER).patch("/users/@me", Map.of("bio", "New")).expect(200)),
        composed("RESUMED", Set.of(MEMBER), "", stage -> () -> stage.resume(MEMBER)),
        composed(
            "READY",
            Set.of(MEMBER),
            "v user guilds private_channels session_id session_type resume_gateway_url read_state"
                + " relationships presences user_settings geo_ordered_rtc_regions",
            stage -> () -> stage.reopen(MEMBER)));
  }

  private static Map<String, Object> presence(String status) {
    return Map.of("status", status, "afk", false, "since", 0, "activities", List.of());
  }

  private static List<EventRow> channels() {
    return List.of(
        event("CHANNEL_CREATE", SEEING, CHANNEL_FIELDS, stage -> stage::hiddenChannel),
        event(
            "CHANNEL_UPDATE",
            SEEING,
            CHANNEL_FIELDS,
            stage ->
                () -> stage.owner().patch(stage.inChannel(""), Map.of("topic", "New")).expect(200)),
        event(
            "CHANNEL_DELETE",
            SEEING,
            CHANNEL_FIELDS,
            stage -> {
              var path = "/channels/" + stage.hiddenChannel();
              return () -> stage.owner().delete(path).expect(200);
            }),
        event(
            "CHANNEL_PINS_UPDATE",
            SEEING,
            "guild_id channel_id last_pin_timestamp",
            stage -> {
              var path = stage.inChannel("/messages/pins/" + stage.message());
              return () -> stage.owner().put(path, Map.of()).expect(204);
            }));
  }

  private static List<EventRow> invites() {
    return List.of(
        event(
            "WEBHOOKS_UPDATE",
            IN_CHARGE,
            "guild_id channel_id",
            stage -> {
              var path = stage.inChannel("/webhooks");
              return () -> stage.owner().post(path, Map.of("name", "hook")).expect(200);
            }),
        event(
            "INVITE_CREATE",
            IN_CHARGE,
            "guild_id channel_id code type inviter max_age max_uses uses temporary created_at"
                + " expires_at",
            stage -> stage::invite),
        event(
            "INVITE_DELETE",
            IN_CHARGE,
            "guild_id channel_id code",
            stage -> {
              var code = stage.invite();
              return () -> stage.owner().delete("/invites/" + code).expect(200);
            }));
  }

  /// The room is the owner's and the member's.
  private static List<EventRow> rooms() {
    return List.of(
        event(
            "CHANNEL_RECIPIENT_ADD",
            Set.of(OWNER, MEMBER),
            "channel_id user",
            stage -> {
              var room = stage.room(List.of(stage.id(MEMBER)));
              var path = "/channels/" + room + "/recipients/" + stage.newcomer();
              return () -> stage.owner().put(path, Map.of()).expect(204);
            }),
        event(
            "CHANNEL_RECIPIENT_REMOVE",
            Set.of(OWNER, MEMBER),
            "channel_id user",
            stage -> {
              var guest = stage.newcomer();
              var room = stage.room(List.of(stage.id(MEMBER), guest));
              var path = "/channels/" + room + "/recipients/" + guest;
              return () -> stage.owner().delete(path).expect(204);
            }));
  }
}
