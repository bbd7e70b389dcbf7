package chat.maru.boot;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/// Makes the generated description say what the one JSON codec writes: names in snake_case, and
/// 64-bit numbers (ids, bit sets) as strings.
public class ApiDescription implements OASFilter {
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  /// Groups the operations by what their address begins with.
  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .values()
                    .forEach(operation -> operation.setTags(List.of(path.split("/", -1)[1]))));
  }

  @Override
  public @Nullable Schema filterSchema(Schema schema) {
    if (schema.getProperties() != null) {
      var renamed = new LinkedHashMap<String, Schema>();
      schema.getProperties().forEach((name, of) -> renamed.put(NAMES.translate(name), of));
      schema.setProperties(renamed);
    }
    if (schema.getRequired() != null) {
      schema.setRequired(schema.getRequired().stream().map(NAMES::translate).toList());
    }
    if (schema.getType() == Schema.SchemaType.INTEGER && "int64".equals(schema.getFormat())) {
      schema.setType(Schema.SchemaType.STRING);
      schema.setFormat(null);
      schema.setPattern("^[0-9]+$");
    }
    if (schema.getType() == Schema.SchemaType.ARRAY && schema.getItems() == null) {
      schema.setType(Schema.SchemaType.OBJECT); // JSON that is passed on as it is
    }
    return schema;
  }
}
