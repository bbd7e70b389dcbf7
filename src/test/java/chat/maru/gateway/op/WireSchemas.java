package chat.maru.gateway.op;

import chat.maru.kernel.Patch;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON schemas of wire records as the one codec writes them: names in snake_case, ids and bit sets
/// as decimal text, moments in ISO 8601.
final class WireSchemas {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private final SchemaBuilder schemas = generator().buildMultipleSchemaDefinitions();

  /// A reference to the schema of a type.
  ObjectNode of(Type type) {
    return schemas.createSchemaReference(type);
  }

  /// All schemas that references lead to.
  ObjectNode definitions() {
    return schemas.collectDefinitions("components/schemas");
  }

  private static SchemaGenerator generator() {
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2019_09, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) -> plain(type.getErasedType(), context))
        .withSubtypeResolver(
            (type, context) ->
                type.getErasedType().isSealed()
                    ? java.util.Arrays.stream(type.getErasedType().getPermittedSubclasses())
                        .map(each -> context.getTypeContext().resolveSubtype(type, each))
                        .toList()
                    : null);
    builder
        .forFields()
        .withPropertyNameOverrideResolver(
            field ->
                Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElseGet(() -> NAMES.translate(field.getName())))
        .withTargetTypeOverridesResolver(
            field ->
                field.getType().getErasedType() == Optional.class
                        || field.getType().getErasedType() == Patch.class
                    ? field.getType().getTypeParameters()
                    : null)
        .withNullableCheck(field -> field.getAnnotation(Nullable.class) != null);
    return new SchemaGenerator(builder.build());
  }

  private static @Nullable CustomDefinition plain(Class<?> type, SchemaGenerationContext context) {
    var schema = context.getGeneratorConfig().createObjectNode();
    if (type == Long.class || type == long.class) {
      schema.put("type", "string").put("pattern", "^[0-9]+$");
    } else if (type == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (!JsonNode.class.isAssignableFrom(type) && type != Object.class) {
      return null;
    }
    return new CustomDefinition(schema, true);
  }
}
