package chat.maru.gateway.op;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.stream.Stream;

/// The opcodes of the gateway as the docs name them.
///
/// @param body what `d` holds; [Void] where the docs say it in words
record Opcode(int number, String title, String summary, Type body) {
  /// What clients may send.
  static Stream<Opcode> received() {
    return Stream.of(
        new Opcode(1, "HEARTBEAT", "d is the last s.", Void.class),
        new Opcode(2, "IDENTIFY", "Begins a session.", Frame.Identify.class),
        new Opcode(
            3, "UPDATE_PRESENCE", "How the user wants to be seen.", Frame.UpdatePresence.class),
        new Opcode(4, "UPDATE_VOICE_STATE", "Read and ignored: no voice yet.", Void.class),
        new Opcode(6, "RESUME", "Goes on with a session.", Frame.Resume.class),
        new Opcode(8, "REQUEST_GUILD_MEMBERS", "Asks for members.", Frame.RequestMembers.class),
        new Opcode(
            1000, "SEND_MESSAGE", "Maru: sends a message.", chat.maru.wire.CreateMessage.class),
        new Opcode(1002, "JOIN_ROOM", "Maru: whether a room's events come.", Frame.JoinRoom.class));
  }

  /// What clients get beside dispatches.
  static Stream<Opcode> sent() {
    return Stream.of(
        new Opcode(7, "RECONNECT", "Connect anew and resume.", Void.class),
        new Opcode(9, "INVALID_SESSION", "d is false: identify anew.", Void.class),
        new Opcode(10, "HELLO", "d.heartbeat_interval in milliseconds.", Map.class),
        new Opcode(11, "HEARTBEAT_ACK", "Answers a heartbeat.", Void.class),
        new Opcode(
            1001, "MESSAGE_ACK_FRAME", "Maru: what became of a message.", SendMessage.Ack.class),
        new Opcode(1002, "JOINED", "Maru: answers JOIN_ROOM.", JoinRoom.Joined.class));
  }
}
