package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one JSON codec of REST, gateway, log and cache, so that every door writes the same bytes.
///
/// Unknown fields are ignored; text is not made of numbers nor numbers of empty text; ids are read
/// from strings and numbers without passing through a floating point number. Lists have no nulls.
public final class Json {
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    return JsonMapper.builder(factory())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                refuse(
                    config,
                    CoercionInputShape.Integer,
                    CoercionInputShape.Float,
                    CoercionInputShape.Boolean))
        .withCoercionConfig(
            LogicalType.Boolean,
            config -> refuse(config, CoercionInputShape.Integer, CoercionInputShape.String))
        .withCoercionConfig(
            LogicalType.Integer, config -> refuse(config, CoercionInputShape.EmptyString))
        .addModule(new Jdk8Module())
        .addModule(new WireTypes())
        .withConfigOverride(
            Optional.class,
            override ->
                override.setInclude(
                    JsonInclude.Value.construct(
                        JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS)))
        .withConfigOverride(
            List.class,
            override -> override.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
        .build();
  }

  /// Buffers are shared by all threads. By default each thread keeps its own, some 40 KiB of them,
  /// and each socket has a thread that lives as long as it.
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
        .build();
  }

  private static void refuse(MutableCoercionConfig config, CoercionInputShape... shapes) {
    for (var shape : shapes) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }

  /// Writes any wire record, map or list.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] writeBytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Object value, OutputStream out) throws IOException {
    MAPPER.writeValue(out, value);
  }

  /// Reads a wire record.
  ///
  /// @throws JsonProcessingException if the text is not JSON or does not fit; `Malformed` says what
  ///     the client is told
  public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(text, type);
  }

  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    return MAPPER.readValue(bytes, type);
  }

  /// Reads a body of any type; an empty one gives `null`.
  public static @Nullable Object read(InputStream in, Type type) throws IOException {
    var parser = MAPPER.getFactory().createParser(in);
    return parser.nextToken() == null ? null : MAPPER.readValue(parser, MAPPER.constructType(type));
  }

  /// Reads text that is only looked into, not bound.
  public static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  public static JsonNode tree(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  /// Binds a part of a tree.
  public static <T> T bind(JsonNode node, Class<T> type) throws JsonProcessingException {
    return MAPPER.treeToValue(node, type);
  }

  /// Turns a record into a tree, for adding to it.
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// Reads what this server wrote itself, where a fault is a defect and not input.
  public static <T> T readOwn(String text, Class<T> type) {
    try {
      return read(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
