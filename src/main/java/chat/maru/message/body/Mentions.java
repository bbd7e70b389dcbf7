package chat.maru.message.body;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.Check;
import chat.maru.wire.AllowedMentions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds whom a text mentions, as far as its sender may and wants to.
@ApplicationScoped
public class Mentions {
  private static final int MAX = 100;
  private static final Set<String> KINDS = Set.of("users", "roles", "everyone");
  private static final Pattern USER = Pattern.compile("<@!?(\\d{1,19})>");
  private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,19})>");
  private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

  @Inject MentionableRoles roles;

  /// Checks the rules that a sender gave.
  public static void check(Check check, @Nullable AllowedMentions allowed) {
    if (allowed == null) {
      return;
    }
    var parse = allowed.parse() == null ? List.<String>of() : allowed.parse();
    for (var i = 0; i < parse.size(); i++) {
      check.that(
          KINDS.contains(parse.get(i)),
          "allowed_mentions.parse." + i,
          "BASE_TYPE_CHOICES",
          "Value must be one of ('users', 'roles', 'everyone').");
    }
    list(check, parse, "users", allowed.users());
    list(check, parse, "roles", allowed.roles());
  }

  private static void list(
      Check check, List<String> parse, String kind, @Nullable List<Long> named) {
    var size = named == null ? 0 : named.size();
    check.that(
        size <= MAX,
        "allowed_mentions." + kind,
        "BASE_TYPE_MAX_LENGTH",
        "Must be " + MAX + " or fewer in length.");
    check.that(
        size == 0 || !parse.contains(kind),
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        "parse:[\"%s\"] and %s: [ids...] are mutually exclusive.".formatted(kind, kind));
  }

  /// Returns whom a text mentions.
  public Mentioned in(Grant grant, String text, @Nullable AllowedMentions given) {
    var allowed = Optional.ofNullable(given);
    return new Mentioned(
        ids(USER, text).stream()
            .filter(permitted(allowed, "users", allowed.map(AllowedMentions::users)))
            .limit(MAX)
            .toList(),
        roles(grant, text, allowed),
        grant.guildId() != 0
            && grant.has(Permission.MENTION_EVERYONE)
            && parses(allowed, "everyone")
            && EVERYONE.matcher(text).find(),
        allowed.map(rules -> Boolean.TRUE.equals(rules.repliedUser())).orElse(true));
  }

  /// Roles that are mentionable, or any with the permission.
  private List<Long> roles(Grant grant, String text, Optional<AllowedMentions> allowed) {
    var named =
        ids(ROLE, text).stream()
            .filter(permitted(allowed, "roles", allowed.map(AllowedMentions::roles)))
            .filter(id -> id != grant.guildId())
            .limit(MAX)
            .toList();
    return grant.guildId() == 0 || named.isEmpty()
        ? List.of()
        : roles.among(grant.guildId(), named, grant.has(Permission.MENTION_EVERYONE));
  }

  private static Predicate<Long> permitted(
      Optional<AllowedMentions> allowed, String kind, Optional<List<Long>> named) {
    var ids = named.orElse(List.of());
    return parses(allowed, kind) ? _ -> true : ids::contains;
  }

  private static boolean parses(Optional<AllowedMentions> allowed, String kind) {
    return allowed.isEmpty()
        || allowed.map(AllowedMentions::parse).map(kinds -> kinds.contains(kind)).orElse(false);
  }

  private static List<Long> ids(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(Mentions::id)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<Long> id(MatchResult match) {
    try {
      return Optional.of(Long.parseLong(match.group(1)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
