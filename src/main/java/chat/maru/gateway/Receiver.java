package chat.maru.gateway;

/// Acts on what clients send. An interface, so that the operations (`gateway.op`) can know sessions
/// and connections while the socket knows only this.
public interface Receiver {
  /// Called by the connection's reader, one frame at a time.
  void received(Connection connection, String frame);
}
