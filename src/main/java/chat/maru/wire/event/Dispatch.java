package chat.maru.wire.event;

/// Something that clients are told: the `t` and the `d` of a dispatch frame.
public interface Dispatch {
  /// The protocol's name, such as `MESSAGE_CREATE`.
  String type();

  /// What the frame's `d` holds.
  Object body();
}
