package chat.maru.gateway.frame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds back what a thread writes to a socket until it has written all: a runtime that lets its
/// sockets ask for it hands many frames to the kernel in one call. Elsewhere each goes out by
/// itself. Jakarta WebSocket has `setBatchingAllowed` and `flushBatch` for this, which do nothing
/// in Tyrus.
public final class Cork {
  private static final ScopedValue<Cork> CURRENT = ScopedValue.newInstance();

  private final List<byte[]> held = new ArrayList<>();
  private @Nullable Consumer<byte[]> socket;

  private Cork() {}

  /// Something that writes to one socket.
  interface Writing {
    void run() throws IOException;
  }

  /// Writes, then lets out what was held back. When the writing fails, nothing more goes out.
  static void during(Writing writing) throws IOException {
    var cork = new Cork();
    ScopedValue.where(CURRENT, cork)
        .<@Nullable Void, IOException>call(
            () -> {
              writing.run();
              return null;
            });
    cork.release();
  }

  /// What holds back the writes of this thread now.
  public static Optional<Cork> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Keeps bytes for the socket.
  ///
  /// @param to takes all that was kept, once; the same for all
  public void hold(byte[] bytes, Consumer<byte[]> to) {
    held.add(bytes);
    socket = to;
  }

  /// Lets out what was kept so far.
  public void release() {
    var to = socket;
    if (to != null && !held.isEmpty()) {
      to.accept(joined());
      held.clear();
    }
  }

  private byte[] joined() {
    if (held.size() == 1) {
      return held.getFirst();
    }
    var all = new byte[held.stream().mapToInt(bytes -> bytes.length).sum()];
    var at = 0;
    for (var bytes : held) {
      System.arraycopy(bytes, 0, all, at, bytes.length);
      at += bytes.length;
    }
    return all;
  }
}
