package chat.maru.gateway.op;

import chat.maru.contract.WireSchemas;
import chat.maru.wire.event.Dispatch;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Describes the gateway in AsyncAPI 3.0 from the records that it speaks.
public final class AsyncApi {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  /// What the gateway itself puts together; its bodies are described by the reference.
  private static final Map<String, String> COMPOSED =
      Map.of(
          "READY", "The session has begun.",
          "RESUMED", "What was missed has been replayed.",
          "GUILD_CREATE", "A guild with all that it holds.",
          "GUILD_MEMBERS_CHUNK", "An answer to op 8.",
          "RATE_LIMITED", "Op 8 came too soon again.");

  private final WireSchemas schemas = new WireSchemas(WireSchemas.Nulls.TYPE);
  private final ObjectNode root = YAML.createObjectNode();
  private final ObjectNode messages = YAML.createObjectNode();

  private AsyncApi() {}

  /// The file's text.
  static String text() {
    return new AsyncApi().written();
  }

  /// The names of all dispatches, with the types of their bodies.
  public static Map<String, Type> events() {
    var events = new TreeMap<String, Type>();
    for (var type : records()) {
      var body = type.getRecordComponents()[0].getGenericType();
      events.put(name(type), body);
    }
    COMPOSED.keySet().forEach(name -> events.putIfAbsent(name, Map.class));
    events.put("MESSAGE_CREATE", chat.maru.wire.MessageJson.class);
    events.remove("MARU_SESSION_REVOKED"); // told to the nodes, never to clients
    return events;
  }

  private String written() {
    root.put("asyncapi", "3.0.0");
    root.putObject("info")
        .put("title", "Maru gateway")
        .put("version", "10")
        .put(
            "description",
            "One WebSocket, at /, /gateway and /realtime. Made by AsyncApiTest; how the frames play"
                + " together is in docs/04-WEBSOCKET-GATEWAY.md.");
    var channel = root.putObject("channels").putObject("gateway");
    channel.put("address", "/?v=10&encoding=json");
    var named = channel.putObject("messages");
    Opcode.sent().forEach(op -> frame(op.title(), op.summary(), op.number(), op.body()));
    Opcode.received().forEach(op -> frame(op.title(), op.summary(), op.number(), op.body()));
    events().forEach(this::dispatch);
    messages
        .fieldNames()
        .forEachRemaining(name -> reference(named.putObject(name), "components/messages/" + name));
    operations();
    var components = root.putObject("components");
    components.set("messages", messages);
    components.set("schemas", schemas.definitions());
    try {
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void operations() {
    var operations = root.putObject("operations");
    var send = operations.putObject("send");
    send.put("action", "send").put("summary", "What clients get.");
    var receive = operations.putObject("receive");
    receive.put("action", "receive").put("summary", "What clients may send.");
    for (var operation : new ObjectNode[] {send, receive}) {
      reference(operation.putObject("channel"), "channels/gateway");
      operation.putArray("messages");
    }
    Opcode.received().forEach(op -> list(receive, op.title()));
    Opcode.sent().forEach(op -> list(send, op.title()));
    events().keySet().forEach(name -> list(send, name));
  }

  private static void list(ObjectNode operation, String name) {
    reference(operation.withArray("messages").addObject(), "channels/gateway/messages/" + name);
  }

  private void dispatch(String name, Type body) {
    var properties = message(name, COMPOSED.getOrDefault(name, "Dispatch " + name + "."));
    properties.putObject("op").put("const", 0);
    properties.putObject("t").put("const", name);
    properties.putObject("s").put("type", "integer");
    properties.set("d", body == Map.class ? anything() : schemas.of(body));
  }

  private void frame(String name, String summary, int op, Type body) {
    var properties = message(name, summary);
    properties.putObject("op").put("const", op);
    properties.set("d", body == Void.class ? anything() : schemas.of(body));
  }

  private ObjectNode message(String name, String summary) {
    var message = messages.putObject(name);
    message.put("name", name).put("summary", summary);
    return message.putObject("payload").put("type", "object").putObject("properties");
  }

  private static ObjectNode anything() {
    return YAML.createObjectNode();
  }

  private static void reference(ObjectNode node, String path) {
    node.put("$ref", "#/" + path);
  }

  private static Iterable<Class<? extends Dispatch>> records() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/chat/maru/wire/event"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Event.java"))
          .map(name -> type(name.substring(0, name.length() - ".java".length())))
          .flatMap(family -> Stream.of(family.getDeclaredClasses()))
          .filter(type -> type.isRecord() && Dispatch.class.isAssignableFrom(type))
          .<Class<? extends Dispatch>>map(type -> type.asSubclass(Dispatch.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("chat.maru.wire.event." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Class<? extends Dispatch> type) {
    try {
      var constructor = type.getDeclaredConstructor(type.getRecordComponents()[0].getType());
      return constructor.newInstance((Object) null).type();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
