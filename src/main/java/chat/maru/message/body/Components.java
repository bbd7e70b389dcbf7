package chat.maru.message.body;

import chat.maru.kernel.Check;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Components that a sender gave (reference: "Component reference"): action rows of buttons or one
/// select, and with the flag IS_COMPONENTS_V2 texts, sections, galleries, separators, containers.
/// Of one message; returns them with an id each.
public final class Components {
  /// The flag of a message that is made of components alone.
  public static final int V2 = 1 << 15;

  static final int ROW = 1;
  static final int BUTTON = 2;
  static final int STRING_SELECT = 3;
  static final int SECTION = 9;
  static final int TEXT = 10;
  static final int THUMBNAIL = 11;
  static final int GALLERY = 12;
  static final int SEPARATOR = 14;
  static final int CONTAINER = 17;

  private static final int MAX_ROWS = 5;
  private static final int MAX_IN_ALL = 40;
  private static final int MAX_TEXT = 4000;
  private static final Set<Integer> SELECTS = Set.of(3, 5, 6, 7, 8);
  private static final Set<Integer> IN_ROW = Set.of(2, 3, 5, 6, 7, 8);
  private static final Set<Integer> IN_CONTAINER = Set.of(ROW, SECTION, TEXT, GALLERY, SEPARATOR);
  private static final Set<Integer> AT_TOP =
      Set.of(ROW, SECTION, TEXT, GALLERY, SEPARATOR, CONTAINER);

  private final Check check;
  private final ComponentFields fields;
  private int count;

  private Components(Check check) {
    this.check = check;
    this.fields = new ComponentFields(check);
  }

  /// Notes what is wrong with the components, and returns them as they are stored.
  ///
  /// @param flags of the message
  public static List<JsonNode> checked(Check check, @Nullable List<JsonNode> given, int flags) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    var v2 = (flags & V2) != 0;
    var max = v2 ? MAX_IN_ALL : MAX_ROWS;
    if (given.size() > max) {
      check.fail(
          "components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + max + " in length.");
      return List.of();
    }
    var components = new Components(check);
    var stored = new ArrayList<JsonNode>();
    for (var i = 0; i < given.size(); i++) {
      stored.add(components.one("components." + i, given.get(i), v2 ? AT_TOP : Set.of(ROW)));
    }
    check.that(
        components.count <= MAX_IN_ALL,
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        "The total number of components can not exceed " + MAX_IN_ALL);
    check.that(
        components.fields.textLength() <= MAX_TEXT,
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        "The displayable text can not exceed " + MAX_TEXT + " characters");
    return stored;
  }

  private ObjectNode one(String at, JsonNode given, Set<Integer> allowed) {
    var stored = JsonNodeFactory.instance.objectNode();
    var type = given.path("type");
    if (!given.isObject()) {
      check.fail(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used here");
      return stored;
    }
    if (!type.isInt() || !allowed.contains(type.intValue())) {
      check.fail(
          at + ".type",
          type.isMissingNode() ? "BASE_TYPE_REQUIRED" : "UNION_TYPE_CHOICES",
          "Value of field \"type\" must be one of %s."
              .formatted(allowed.stream().sorted().toList()));
      return stored;
    }
    count++;
    stored.put("type", type.intValue());
    stored.put("id", given.path("id").asInt(0) > 0 ? given.path("id").asInt() : count);
    fill(at, type.intValue(), given, stored);
    return stored;
  }

  private void fill(String at, int type, JsonNode given, ObjectNode stored) {
    switch (type) {
      case ROW -> row(at, given, stored);
      case BUTTON -> fields.button(at, given, stored);
      case SECTION -> section(at, given, stored);
      case TEXT -> fields.displayed(at, given, stored);
      case THUMBNAIL -> fields.thumbnail(at, given, stored);
      case GALLERY -> fields.gallery(at, given, stored);
      case SEPARATOR -> fields.separator(at, given, stored);
      case CONTAINER -> container(at, given, stored);
      default -> fields.select(at, given, stored);
    }
  }

  private void row(String at, JsonNode given, ObjectNode stored) {
    var inside = children(at, given, IN_ROW, 5);
    stored.set("components", inside);
    var selects = 0;
    for (var child : inside) {
      selects += SELECTS.contains(child.path("type").asInt()) ? 1 : 0;
    }
    check.that(
        selects == 0 || inside.size() == 1,
        at + ".components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        "The specified component exceeds the maximum width");
  }

  private void section(String at, JsonNode given, ObjectNode stored) {
    stored.set("components", children(at, given, Set.of(TEXT), 3));
    stored.set(
        "accessory", one(at + ".accessory", given.path("accessory"), Set.of(BUTTON, THUMBNAIL)));
  }

  private void container(String at, JsonNode given, ObjectNode stored) {
    stored.set("components", children(at, given, IN_CONTAINER, MAX_IN_ALL));
    var colour = given.path("accent_color");
    if (colour.isIntegralNumber()) {
      check.range(at + ".accent_color", colour.longValue(), 0, 0xFFFFFF);
      stored.put("accent_color", colour.asInt());
    } else {
      stored.putNull("accent_color");
    }
    stored.put("spoiler", given.path("spoiler").asBoolean(false));
  }

  private ArrayNode children(String at, JsonNode given, Set<Integer> allowed, int max) {
    var inside = JsonNodeFactory.instance.arrayNode();
    var list = given.path("components");
    if (!list.isArray() || list.isEmpty() || list.size() > max) {
      check.fail(
          at + ".components",
          list.isArray() ? "BASE_TYPE_BAD_LENGTH" : "BASE_TYPE_REQUIRED",
          "Must be between 1 and " + max + " in length.");
      return inside;
    }
    for (var i = 0; i < list.size(); i++) {
      inside.add(one(at + ".components." + i, list.get(i), allowed));
    }
    return inside;
  }
}
