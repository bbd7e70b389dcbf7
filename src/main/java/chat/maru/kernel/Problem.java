package chat.maru.kernel;

/// Every way in which a call can be refused: the protocol's numeric code, the HTTP status and the
/// text. The one catalogue; `docs/api/errors.md` is its page.
///
/// Codes below 900000 are Discord's (reference: "JSON error codes"); those from 900000 are Maru's
/// own, for what Discord has no word for. Code 0 is Discord's "general error", told apart by its
/// status.
public enum Problem {
  BAD_REQUEST(0, 400, "400: Bad Request"),
  UNAUTHORIZED(0, 401, "401: Unauthorized"),
  FORBIDDEN(0, 403, "403: Forbidden"),
  NOT_FOUND(0, 404, "404: Not Found"),
  METHOD_NOT_ALLOWED(0, 405, "405: Method Not Allowed"),
  NOT_ACCEPTABLE(0, 406, "406: Not Acceptable"),
  UNSUPPORTED_MEDIA_TYPE(
      0,
      415,
      "Expected the header \"Content-Type\" to be application/json, or multipart/form-data where"
          + " files are taken"),
  PAYLOAD_TOO_LARGE(40005, 413, "Request entity too large"),
  RATE_LIMITED(0, 429, "You are being rate limited."),
  RATE_LIMITED_GLOBALLY(0, 429, "You are being rate limited globally."),
  INTERNAL(0, 500, "500: Internal Server Error"),
  UNAVAILABLE(0, 503, "503: Service Unavailable"),

  UNKNOWN_ACCOUNT(10001, 404, "Unknown Account"),
  UNKNOWN_APPLICATION(10002, 404, "Unknown Application"),
  UNKNOWN_CHANNEL(10003, 404, "Unknown Channel"),
  UNKNOWN_GUILD(10004, 404, "Unknown Guild"),
  UNKNOWN_INVITE(10006, 404, "Unknown Invite"),
  UNKNOWN_MEMBER(10007, 404, "Unknown Member"),
  UNKNOWN_MESSAGE(10008, 404, "Unknown Message"),
  UNKNOWN_OVERWRITE(10009, 404, "Unknown Overwrite"),
  UNKNOWN_ROLE(10011, 404, "Unknown Role"),
  UNKNOWN_USER(10013, 404, "Unknown User"),
  UNKNOWN_EMOJI(10014, 404, "Unknown Emoji"),
  UNKNOWN_REACTION_EMOJI(10014, 400, "Unknown Emoji"),
  UNKNOWN_WEBHOOK(10015, 404, "Unknown Webhook"),
  UNKNOWN_SESSION(10020, 404, "Unknown Session"),
  UNKNOWN_BAN(10026, 404, "Unknown Ban"),

  BOTS_CANNOT_USE(20001, 403, "Bots cannot use this endpoint"),
  ONLY_BOTS_CAN_USE(20002, 403, "Only bots can use this endpoint"),
  SLOWMODE(20016, 429, "This action cannot be performed due to slowmode rate limit"),
  ONLY_OWNER(20018, 403, "Only the owner of this account can perform this action"),

  MAX_GUILDS(30001, 400, "Maximum number of guilds reached (100)"),
  MAX_PINS(30003, 400, "Maximum number of pins reached for the channel (50)"),
  MAX_ROLES(30005, 400, "Maximum number of guild roles reached (250)"),
  MAX_WEBHOOKS(30007, 400, "Maximum number of webhooks reached (15)"),
  MAX_EMOJIS(30008, 400, "Maximum number of emojis reached (50)"),
  MAX_ANIMATED_EMOJIS(30018, 400, "Maximum number of animated emojis reached (50)"),
  MAX_REACTIONS(30010, 400, "Maximum number of reactions reached (20)"),
  MAX_CHANNELS(30013, 400, "Maximum number of guild channels reached (500)"),
  MAX_INVITES(30016, 400, "Maximum number of invites reached (1000)"),
  MAX_GUILD_WEBHOOKS(30058, 400, "Maximum number of webhooks per guild reached (1000)"),
  MAX_OVERWRITES(30060, 400, "Maximum number of channel permission overwrites reached (1000)"),
  MAX_THREAD_MEMBERS(30033, 400, "Max number of thread participants has been reached (1000)"),
  MAX_PINNED_THREADS(
      30047, 400, "Maximum number of pinned threads in a forum channel has been reached (1)"),
  MAX_FORUM_TAGS(30048, 400, "Maximum number of tags in a forum channel has been reached (20)"),

  UNAUTHORIZED_TOKEN(40001, 401, "Unauthorized. Provide a valid token and try again"),
  USER_BANNED(40007, 403, "The user is banned from this guild"),
  TAG_NAMES_NOT_UNIQUE(40061, 400, "Tag names must be unique"),
  TAG_REQUIRED(40067, 400, "A tag is required to create a forum post in this channel"),
  FORUM_TAKES_POSTS(40058, 400, "Cannot send a message in a forum channel"),
  NOT_IN_VOICE(40032, 400, "Target user is not connected to voice"),

  ALREADY_CROSSPOSTED(40033, 400, "This message has already been crossposted"),

  MISSING_ACCESS(50001, 403, "Missing Access"),
  INVALID_ACCOUNT_TYPE(50002, 403, "Invalid account type"),
  CANNOT_EXECUTE_ON_DM(50003, 403, "Cannot execute action on a DM channel"),
  CANNOT_EDIT_OTHERS(50005, 403, "Cannot edit a message authored by another user"),
  EMPTY_MESSAGE(50006, 400, "Cannot send an empty message"),
  CANNOT_SEND_IN_CHANNEL_TYPE(50008, 400, "Cannot send messages in a non-text channel"),
  MISSING_PERMISSIONS(50013, 403, "Missing Permissions"),
  INVALID_TOKEN(50014, 401, "Invalid authentication token provided"),
  BULK_DELETE_COUNT(
      50016,
      400,
      "Provided too few or too many messages to delete. Must provide at least 2 and at most 100"
          + " messages to delete"),
  INVALID_INVITE(50020, 400, "Invite code was either invalid or taken"),
  CANNOT_EXECUTE_ON_SYSTEM_MESSAGE(50021, 403, "Cannot execute action on a system message"),
  CANNOT_EXECUTE_ON_CHANNEL_TYPE(50024, 403, "Cannot execute action on this channel type"),
  INVALID_WEBHOOK_TOKEN(50027, 401, "Invalid Webhook Token"),
  BULK_DELETE_TOO_OLD(50034, 400, "You can only bulk delete messages that are under 14 days old."),
  INVALID_ROLE(50028, 400, "Invalid role"),
  INVALID_FORM_BODY(50035, 400, "Invalid Form Body"),
  INVALID_GUILD(50055, 400, "Invalid Guild"),
  INVALID_MESSAGE_TYPE(50068, 400, "Invalid message type"),
  INVALID_STICKER(50081, 400, "Invalid sticker sent"),
  WIDGET_DISABLED(50004, 403, "Guild widget disabled"),
  THREAD_ARCHIVED(50083, 400, "Thread is archived"),
  INVALID_JSON(50109, 400, "The request body contains invalid JSON"),

  REPLY_NEEDS_HISTORY(160002, 403, "Cannot reply without permission to read message history"),
  THREAD_EXISTS(160004, 400, "A thread has already been created for this message"),
  THREAD_LOCKED(160005, 400, "Thread is locked"),
  MAX_ACTIVE_THREADS(160006, 400, "Maximum number of active threads reached (1000)"),
  WEBHOOK_NEEDS_THREAD(
      220001, 400, "Webhooks posted to forum channels must have a thread_name or thread_id"),
  BANNED_NOBODY(500000, 400, "Failed to ban users"),

  POLL_VOTING_BLOCKED(520000, 403, "Poll voting blocked"),
  POLL_EXPIRED(520001, 400, "Poll expired"),
  CANNOT_EDIT_POLL(520003, 400, "Cannot edit a poll message"),
  CANNOT_USE_POLL_EMOJI(520004, 400, "Cannot use an emoji included with the poll"),
  CANNOT_EXPIRE_NON_POLL(520006, 400, "Cannot expire a non-poll message"),

  INVALID_CREDENTIALS(900001, 401, "The e-mail address or the password is wrong"),
  TOKEN_EXPIRED(900002, 401, "The token has expired"),
  REFRESH_REUSED(900003, 401, "The refresh token was used before; the session has been ended"),
  IDEMPOTENCY_CONFLICT(900010, 409, "This clientMsgId was used for another message"),
  NOT_STORED_IN_TIME(
      900011, 503, "The message was accepted and is not stored yet; repeat the call"),
  STORE_UNAVAILABLE(900012, 503, "Messages can not be stored at the moment; repeat the call later"),
  LOG_UNAVAILABLE(900013, 503, "The message log does not answer; the message was not accepted"),
  MESSAGE_POISONED(900014, 422, "The message could not be stored and was set aside"),
  INVITES_PAUSED(900022, 403, "Invites to this guild are paused"),
  ROOM_FULL(900020, 400, "Maximum number of room members reached"),
  MAX_APPLICATIONS(900021, 400, "Maximum number of applications reached (100)"),
  ADMINISTRATORS_ONLY(900030, 403, "Only administrators of this installation may do that");

  private final int code;
  private final int status;
  private final String message;

  Problem(int code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  /// The protocol's number, as the `code` of the error body.
  public int code() {
    return code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The text, as the `message` of the error body.
  public String message() {
    return message;
  }

  /// Makes the exception that refuses the call.
  public ApiException error() {
    return new ApiException(this);
  }
}
