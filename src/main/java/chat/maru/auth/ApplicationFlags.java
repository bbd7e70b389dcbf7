package chat.maru.auth;

/// What the flags of an application allow its bot (reference: "Application flags"): for each
/// privileged intent the granted bit, and the one for applications in few guilds.
public final class ApplicationFlags {
  public static final int PRESENCE = 1 << 12 | 1 << 13;
  public static final int MEMBERS = 1 << 14 | 1 << 15;
  public static final int MESSAGE_CONTENT = 1 << 18 | 1 << 19;

  private ApplicationFlags() {}
}
