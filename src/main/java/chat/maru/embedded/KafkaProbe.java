package chat.maru.embedded;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/// Asks a broker for its metadata over the plain protocol (Metadata request, version 1): it is
/// ready when its controller lists it as alive. By hand, because Kafka's client belongs to the
/// streams alone.
///
/// @param port where it listens on 127.0.0.1
record KafkaProbe(int port) implements BooleanSupplier {
  private static final int METADATA = 3;
  private static final int VERSION = 1;
  private static final int CORRELATION = 1;
  private static final int ANSWER_MILLIS = 5_000;

  @Override
  public boolean getAsBoolean() {
    try (var socket = new Socket()) {
      socket.connect(Ports.local(port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request());
      var in = new DataInputStream(socket.getInputStream());
      in.readInt(); // length
      return in.readInt() == CORRELATION && in.readInt() > 0; // brokers alive
    } catch (IOException e) {
      return false; // not listening yet, or not answering
    }
  }

  private static byte[] request() throws IOException {
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(body);
    out.writeInt(14); // length of what follows
    out.writeShort(METADATA);
    out.writeShort(VERSION);
    out.writeInt(CORRELATION);
    out.writeShort(-1); // no client id
    out.writeInt(0); // no topics
    return body.toByteArray();
  }
}
