package chat.maru.gateway.frame;

import chat.maru.wire.Json;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Frames that are no dispatch: they carry no sequence number and are not replayed.
public final class Control {
  /// Asks the client to connect anew and resume.
  public static final String RECONNECT = frame(7, null);

  /// Answers a heartbeat.
  public static final String HEARTBEAT_ACK = frame(11, null);

  private Control() {}

  public static String hello(int heartbeatMillis) {
    return frame(10, java.util.Map.of("heartbeat_interval", heartbeatMillis));
  }

  /// Tells that the session is gone and a new IDENTIFY is needed.
  public static String invalidSession() {
    return frame(9, false);
  }

  /// Makes a frame with all four keys of the protocol.
  public static String frame(int op, @Nullable Object data) {
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("op", op);
    frame.put("d", data);
    frame.put("s", null);
    frame.put("t", null);
    return Json.write(frame);
  }
}
