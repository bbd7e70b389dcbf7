package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Looks at ports of 127.0.0.1, the only address that anything embedded listens on.
public final class Ports {
  /// Below the range that operating systems hand to outgoing connections, so that a port found free
  /// stays free until the service has bound it.
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  /// What this process has been given and may not have bound yet.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /// Returns a port that nobody listens on, another one at each call.
  ///
  /// @throws SurroundingsException where there is none
  public static int anyFree() {
    for (var attempt = 0; attempt < 1_000; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new SurroundingsException(
        "No port between %d and %d is free on 127.0.0.1.".formatted(LOWEST, HIGHEST));
  }

  /// Refuses in one sentence when something already listens there.
  static void requireFree(int port, String service, String key) {
    if (!isFree(port)) {
      throw new SurroundingsException(
          "Port %d for %s is taken by another program: stop that, or choose another port with %s."
              .formatted(port, service, EmbeddedConfig.spellings(key)));
    }
  }

  static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(local(port));
      return true;
    } catch (IOException e) {
      return false; // bound by somebody, or not ours to bind
    }
  }
}
