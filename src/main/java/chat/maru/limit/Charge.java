package chat.maru.limit;

/// What a call costs.
///
/// @param of what the limit is kept apart by besides the payer; empty where it is by the payer
///     alone
/// @param cost 0 only asks whether one would be left
public record Charge(Limit limit, Payer payer, String of, int cost) {

  /// One, of what is kept apart by the payer alone.
  public static Charge of(Limit limit, Payer payer) {
    return new Charge(limit, payer, "", 1);
  }

  /// One, of what the payer may do in this channel.
  public static Charge inChannel(Limit limit, Payer payer, long channelId) {
    return new Charge(limit, payer, "c" + channelId, 1);
  }

  /// Nothing: asks.
  public static Charge asking(Limit limit, Payer payer) {
    return new Charge(limit, payer, "", 0);
  }

  /// Where it lies. The braces keep all of a payer in one slot of a cluster.
  String key() {
    return "limit:{" + payer.key() + "}:" + limit.id() + (of.isEmpty() ? "" : ":" + of);
  }
}
