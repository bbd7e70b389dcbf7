package chat.maru.message.body;

import chat.maru.kernel.Check;
import chat.maru.wire.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of single components: copies what is known and well formed, notes what is not. Of one
/// message: a custom id is there once.
final class ComponentFields {
  private static final int LINK = 5;
  private static final int PREMIUM = 6;
  private static final Set<String> LINKS = Set.of("http", "https", "discord");

  private final Check check;
  private final Set<String> customIds = new HashSet<>();
  private int textLength;

  ComponentFields(Check check) {
    this.check = check;
  }

  int textLength() {
    return textLength;
  }

  void button(String at, JsonNode given, ObjectNode stored) {
    var style = number(at, given, stored, "style", new Bounds(1, 6));
    var label = text(at, given, stored, new Length("label", 0, 80));
    var emoji = emoji(given, stored);
    copyFlag(given, stored, "disabled");
    if (style == LINK) {
      var url = text(at, given, stored, new Length("url", 1, 512));
      check.required(at + ".url", url);
      Fields.url(check, at + ".url", url, LINKS, 512);
      check.that(
          absent(given, "custom_id"),
          at + ".custom_id",
          "BUTTON_COMPONENT_CUSTOM_ID_INVALID",
          "A custom id cannot be specified for a button with this style");
    } else if (style == PREMIUM) {
      var sku = text(at, given, stored, new Length("sku_id", 1, 20));
      check.required(at + ".sku_id", sku);
    } else {
      customId(at, given, stored);
      check.that(
          absent(given, "url"),
          at + ".url",
          "BUTTON_COMPONENT_URL_INVALID",
          "A url cannot be specified for a button with this style");
    }
    check.that(
        style == PREMIUM || label != null && !label.isEmpty() || emoji,
        at,
        "BUTTON_COMPONENT_CONTENT_REQUIRED",
        "A button needs a label or an emoji");
  }

  void select(String at, JsonNode given, ObjectNode stored) {
    customId(at, given, stored);
    text(at, given, stored, new Length("placeholder", 0, 150));
    copyFlag(given, stored, "disabled");
    var min =
        absent(given, "min_values")
            ? 1
            : number(at, given, stored, "min_values", new Bounds(0, 25));
    var max =
        absent(given, "max_values")
            ? 1
            : number(at, given, stored, "max_values", new Bounds(1, 25));
    stored.put("min_values", min);
    stored.put("max_values", max);
    check.that(
        min <= max,
        at + ".max_values",
        "NUMBER_TYPE_MIN",
        "int value should be greater than or equal to " + min + ".");
    if (stored.path("type").asInt() == Components.STRING_SELECT) {
      options(at, given, stored);
    } else if (given.path("channel_types").isArray()) {
      var types = stored.putArray("channel_types");
      given.path("channel_types").forEach(type -> types.add(type.asInt()));
    }
  }

  private void options(String at, JsonNode given, ObjectNode stored) {
    var list = given.path("options");
    var options = stored.putArray("options");
    if (!list.isArray() || list.isEmpty() || list.size() > 25) {
      check.fail(
          at + ".options",
          list.isArray() ? "BASE_TYPE_BAD_LENGTH" : "BASE_TYPE_REQUIRED",
          "Must be between 1 and 25 in length.");
      return;
    }
    var values = new HashSet<String>();
    for (var i = 0; i < list.size(); i++) {
      var here = at + ".options." + i;
      var option = options.addObject();
      check.required(here + ".label", text(here, list.get(i), option, new Length("label", 1, 100)));
      var value = text(here, list.get(i), option, new Length("value", 1, 100));
      check.required(here + ".value", value);
      text(here, list.get(i), option, new Length("description", 0, 100));
      emoji(list.get(i), option);
      copyFlag(list.get(i), option, "default");
      check.that(
          value == null || values.add(value),
          here + ".value",
          "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
          "The specified option value is already used");
    }
  }

  void displayed(String at, JsonNode given, ObjectNode stored) {
    var content = text(at, given, stored, new Length("content", 1, 4000));
    check.required(at + ".content", content);
    textLength += content == null ? 0 : content.codePointCount(0, content.length());
  }

  void thumbnail(String at, JsonNode given, ObjectNode stored) {
    media(at, given, stored);
  }

  void gallery(String at, JsonNode given, ObjectNode stored) {
    var list = given.path("items");
    var items = stored.putArray("items");
    if (!list.isArray() || list.isEmpty() || list.size() > 10) {
      check.fail(
          at + ".items",
          list.isArray() ? "BASE_TYPE_BAD_LENGTH" : "BASE_TYPE_REQUIRED",
          "Must be between 1 and 10 in length.");
      return;
    }
    for (var i = 0; i < list.size(); i++) {
      media(at + ".items." + i, list.get(i), items.addObject());
    }
  }

  void separator(String at, JsonNode given, ObjectNode stored) {
    var spacing =
        absent(given, "spacing") ? 1 : number(at, given, stored, "spacing", new Bounds(1, 2));
    stored.put("spacing", spacing);
    stored.put("divider", given.path("divider").asBoolean(true));
  }

  private void media(String at, JsonNode given, ObjectNode stored) {
    var media = stored.putObject("media");
    var url = text(at + ".media", given.path("media"), media, new Length("url", 1, 2048));
    check.required(at + ".media.url", url);
    Fields.url(check, at + ".media.url", url, Fields.WEB, 2048);
    media.put("id", "0");
    media.put("proxy_url", url);
    if (text(at, given, stored, new Length("description", 0, 1024)) == null) {
      stored.putNull("description");
    }
    stored.put("spoiler", given.path("spoiler").asBoolean(false));
  }

  private void customId(String at, JsonNode given, ObjectNode stored) {
    var id = text(at, given, stored, new Length("custom_id", 1, 100));
    check.required(at + ".custom_id", id);
    check.that(
        id == null || customIds.add(id),
        at + ".custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        "Component custom id cannot be duplicated");
  }

  private record Length(String field, int min, int max) {}

  private record Bounds(int min, int max) {}

  private @Nullable String text(String at, JsonNode given, ObjectNode stored, Length length) {
    var value = given.path(length.field());
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    var path = at + "." + length.field();
    if (!value.isTextual() || !Text.isStorable(value.textValue())) {
      check.fail(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
      return "";
    }
    check.length(path, value.textValue(), length.min(), length.max());
    stored.put(length.field(), value.textValue());
    return value.textValue();
  }

  private int number(String at, JsonNode given, ObjectNode stored, String field, Bounds within) {
    var value = given.path(field);
    if (!value.isInt()) {
      check.fail(
          at + "." + field,
          absent(given, field) ? "BASE_TYPE_REQUIRED" : "NUMBER_TYPE_COERCE",
          "Value is not int.");
      return within.min();
    }
    check.range(at + "." + field, value.intValue(), within.min(), within.max());
    stored.put(field, value.intValue());
    return value.intValue();
  }

  private static boolean emoji(JsonNode given, ObjectNode stored) {
    var emoji = given.path("emoji");
    var name = emoji.path("name").asText("");
    var id = emoji.path("id").asText("");
    if (!emoji.isObject()
        || name.length() > 64
        || !Text.isStorable(name)
        || !id.matches("\\d{0,19}")) {
      return false;
    }
    var copy = stored.putObject("emoji");
    copy.put("name", name);
    if (!id.isEmpty()) {
      copy.put("id", id);
    }
    copyFlag(emoji, copy, "animated");
    return true;
  }

  private static void copyFlag(JsonNode given, ObjectNode stored, String field) {
    if (given.path(field).isBoolean()) {
      stored.put(field, given.path(field).booleanValue());
    }
  }

  private static boolean absent(JsonNode given, String field) {
    return !given.hasNonNull(field);
  }
}
