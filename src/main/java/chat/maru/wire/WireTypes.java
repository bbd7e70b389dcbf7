package chat.maru.wire;

import chat.maru.kernel.Patch;
import chat.maru.kernel.Snowflake;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// How ids, moments and partial updates look in JSON.
final class WireTypes extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  WireTypes() {
    super("maru");
    addSerializer(Long.class, ToStringSerializer.instance);
    addSerializer(Long.TYPE, ToStringSerializer.instance);
    addDeserializer(Long.class, new LongReader(null));
    addDeserializer(Long.TYPE, new LongReader(0L));
    addDeserializer(Integer.class, new IntegerReader());
    addSerializer(Instant.class, new InstantWriter());
    addDeserializer(Instant.class, new InstantReader());
    addDeserializer(String.class, new TextReader());
    addDeserializer(Patch.class, new PatchReader(null));
  }

  /// Ids and bit sets come as decimal strings or as numbers of up to 63 bits.
  private static final class LongReader extends JsonDeserializer<Long> {
    private final @Nullable Long absent;

    /// @param absent what a field is that an older writer did not know
    LongReader(@Nullable Long absent) {
      this.absent = absent;
    }

    @Override
    public @Nullable Long getAbsentValue(DeserializationContext context) {
      return absent;
    }

    @Override
    public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
          && in.getText().length() <= 19
          && in.getText().charAt(0) != '-') {
        return in.getLongValue();
      }
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        try {
          return Snowflake.parse(in.getText());
        } catch (NumberFormatException _) {
          return (Long) context.handleWeirdStringValue(Long.class, in.getText(), "not a snowflake");
        }
      }
      return (Long) context.handleUnexpectedToken(Long.class, in);
    }
  }

  /// A whole number may be written as one with a fraction: languages with one kind of number, and
  /// divisions, write `2` as `2.0`.
  private static final class IntegerReader extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1L;
    private static final JsonDeserializer<?> PLAIN =
        NumberDeserializers.find(Integer.class, Integer.class.getName());

    IntegerReader() {
      super(Integer.class);
    }

    @Override
    public LogicalType logicalType() {
      return LogicalType.Integer;
    }

    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        var number = in.getDoubleValue();
        if (number == (int) number) {
          return (int) number;
        }
      }
      return (Integer) PLAIN.deserialize(in, context);
    }
  }

  /// Text that no database column and no UTF-8 can hold is refused at the door: U+0000 and halves
  /// of surrogate pairs.
  private static final class TextReader extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    TextReader() {
      super(String.class);
    }

    @Override
    public LogicalType logicalType() {
      return LogicalType.Textual;
    }

    @Override
    public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (String) context.handleUnexpectedToken(String.class, in);
      }
      var text = in.getText();
      return Text.isStorable(text)
          ? text
          : (String) context.handleWeirdStringValue(String.class, "", "not storable text");
    }
  }

  /// Moments look as Discord writes them: microseconds and an offset.
  private static final class InstantWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(ISO.format(value));
    }
  }

  private static final class InstantReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(in.getText(), Instant::from);
      } catch (DateTimeParseException _) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, in.getText(), "not an ISO8601 moment");
      }
    }
  }

  private static final class PatchReader extends JsonDeserializer<Patch<?>>
      implements ContextualDeserializer {
    private final @Nullable JavaType content;

    PatchReader(@Nullable JavaType content) {
      this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty property) {
      var type =
          context.getContextualType() == null ? property.getType() : context.getContextualType();
      return new PatchReader(type.containedTypeOrUnknown(0));
    }

    @Override
    public Patch<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
      var value = context.<@Nullable Object>readValue(in, content);
      return value == null ? Patch.clear() : Patch.set(value);
    }

    @Override
    public Patch<?> getNullValue(DeserializationContext context) {
      return Patch.clear();
    }

    @Override
    public Patch<?> getAbsentValue(DeserializationContext context) {
      return Patch.keep();
    }
  }
}
