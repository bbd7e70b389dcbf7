package chat.maru.guild.prune;

import chat.maru.kernel.Check;
import chat.maru.kernel.Snowflake;
import chat.maru.wire.PruneGuild;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is to be pruned, checked.
///
/// @param days how long they were away at least
/// @param roles roles that do not protect
record PruneOrder(int days, Set<Long> roles) {
  static final int DEFAULT_DAYS = 7;
  static final int MAX_DAYS = 30;
  private static final int MAX_ROLES = 100;
  private static final String ROLES = "include_roles";

  static PruneOrder of(PruneGuild body) {
    new Check().range("days", body.days(), 1, MAX_DAYS).orRefuse();
    return of(body.days() == null ? DEFAULT_DAYS : body.days(), texts(body.includeRoles()));
  }

  /// @param roles ids, several in one text with commas between
  static PruneOrder of(int days, List<String> roles) {
    var check = new Check();
    var ids = new HashSet<Long>();
    for (var text : roles) {
      for (var part : text.split(",", -1)) {
        var id = part.strip();
        if (!id.isEmpty()) {
          read(check, id, ids);
        }
      }
    }
    check.that(
        ids.size() <= MAX_ROLES,
        ROLES,
        "BASE_TYPE_MAX_LENGTH",
        "Must be " + MAX_ROLES + " or fewer in length.");
    check.orRefuse();
    return new PruneOrder(days, Set.copyOf(ids));
  }

  private static void read(Check check, String id, Set<Long> ids) {
    try {
      ids.add(Snowflake.parse(id));
    } catch (NumberFormatException _) {
      check.fail(ROLES, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    }
  }

  private static List<String> texts(@Nullable JsonNode node) {
    var texts = new ArrayList<String>();
    if (node != null && node.isArray()) {
      node.forEach(each -> texts.add(each.isNull() ? "" : text(each)));
    } else if (node != null && !node.isNull()) {
      texts.add(text(node));
    }
    return texts;
  }

  /// What is no id by its form stays none.
  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : "?";
  }
}
