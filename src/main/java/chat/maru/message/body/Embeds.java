package chat.maru.message.body;

import chat.maru.kernel.Check;
import chat.maru.wire.EmbedJson;
import chat.maru.wire.EmbedJson.Author;
import chat.maru.wire.EmbedJson.Field;
import chat.maru.wire.EmbedJson.Footer;
import chat.maru.wire.EmbedJson.Media;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Embeds that a sender gave (reference: "Embed limits").
public final class Embeds {
  private static final int MAX = 10;
  private static final int MAX_TOTAL = 6000;
  private static final int MAX_FIELDS = 25;
  private static final int MAX_URL = 2048;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Embeds() {}

  /// Notes what is wrong with the embeds, and returns them as they are stored.
  public static List<EmbedJson> checked(Check check, @Nullable List<EmbedJson> given) {
    var embeds = given == null ? List.<EmbedJson>of() : given;
    check.that(
        embeds.size() <= MAX,
        "embeds",
        "BASE_TYPE_MAX_LENGTH",
        "Must be " + MAX + " or fewer in length.");
    if (embeds.size() > MAX) {
      return List.of();
    }
    for (var i = 0; i < embeds.size(); i++) {
      check(check, "embeds." + i, embeds.get(i));
    }
    check.that(
        embeds.stream().mapToInt(Embeds::size).sum() <= MAX_TOTAL,
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
        "Embed size exceeds maximum size of " + MAX_TOTAL);
    return embeds.stream().map(Embeds::stored).toList();
  }

  private static void check(Check check, String at, EmbedJson embed) {
    check.that(
        !isEmpty(embed), at + ".description", "BASE_TYPE_REQUIRED", "This field is required");
    check.length(at + ".title", embed.title(), 0, 256);
    check.length(at + ".description", embed.description(), 0, 4096);
    check.range(at + ".color", embed.color(), 0, 0xFFFFFF);
    url(check, at + ".url", embed.url());
    var moment = embed.timestamp();
    check.that(
        moment == null || !moment.isBefore(FIRST) && !moment.isAfter(LAST),
        at + ".timestamp",
        "DATE_TIME_TYPE_PARSE",
        "Could not parse %s. Should be ISO8601.".formatted(moment));
    fields(check, at + ".fields", embed.fields());
    author(check, at + ".author", embed.author());
    footer(check, at + ".footer", embed.footer());
    media(check, at + ".image", embed.image());
    media(check, at + ".thumbnail", embed.thumbnail());
  }

  private static void fields(Check check, String at, @Nullable List<Field> fields) {
    if (fields == null) {
      return;
    }
    check.that(
        fields.size() <= MAX_FIELDS,
        at,
        "BASE_TYPE_MAX_LENGTH",
        "Must be " + MAX_FIELDS + " or fewer in length.");
    for (var i = 0; i < Math.min(fields.size(), MAX_FIELDS); i++) {
      required(check, at + "." + i + ".name", fields.get(i).name(), 256);
      required(check, at + "." + i + ".value", fields.get(i).value(), 1024);
    }
  }

  private static void author(Check check, String at, @Nullable Author author) {
    if (author != null) {
      required(check, at + ".name", author.name(), 256);
      url(check, at + ".url", author.url());
      picture(check, at + ".icon_url", author.iconUrl());
    }
  }

  private static void footer(Check check, String at, @Nullable Footer footer) {
    if (footer != null) {
      required(check, at + ".text", footer.text(), 2048);
      picture(check, at + ".icon_url", footer.iconUrl());
    }
  }

  private static void media(Check check, String at, @Nullable Media media) {
    if (media != null) {
      check.required(at + ".url", media.url());
      picture(check, at + ".url", media.url());
    }
  }

  private static void required(Check check, String at, @Nullable String text, int max) {
    if (text == null || text.isBlank()) {
      check.fail(at, "BASE_TYPE_REQUIRED", "This field is required");
    }
    check.length(at, text, 0, max);
  }

  private static void url(Check check, String at, @Nullable String url) {
    Fields.url(check, at, url, Fields.WEB, MAX_URL);
  }

  private static void picture(Check check, String at, @Nullable String url) {
    Fields.url(check, at, url, Fields.WEB_OR_FILE, MAX_URL);
  }

  private static boolean isEmpty(EmbedJson embed) {
    return Stream.of(embed.title(), embed.description(), embed.url())
            .allMatch(text -> text == null || text.isBlank())
        && Stream.of(embed.author(), embed.image(), embed.thumbnail(), embed.footer())
            .allMatch(Objects::isNull)
        && (embed.fields() == null || embed.fields().isEmpty());
  }

  private static int size(EmbedJson embed) {
    var texts =
        Stream.of(
            Stream.of(embed.title(), embed.description()),
            Stream.ofNullable(embed.author()).map(Author::name),
            Stream.ofNullable(embed.footer()).map(Footer::text),
            Stream.ofNullable(embed.fields())
                .flatMap(List::stream)
                .flatMap(field -> Stream.of(field.name(), field.value())));
    return texts
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .mapToInt(text -> text.codePointCount(0, text.length()))
        .sum();
  }

  /// What a sender can not set is left out, what is always there is filled in.
  private static EmbedJson stored(EmbedJson e) {
    return new EmbedJson(
        "rich",
        e.url(),
        e.title(),
        e.description(),
        e.color(),
        e.timestamp(),
        Optional.ofNullable(e.fields())
            .map(
                fields ->
                    fields.stream()
                        .map(f -> new Field(f.name(), f.value(), Boolean.TRUE.equals(f.inline())))
                        .toList())
            .orElse(null),
        e.author(),
        null,
        media(e.image()),
        media(e.thumbnail()),
        null,
        e.footer());
  }

  private static @Nullable Media media(@Nullable Media given) {
    return given == null ? null : new Media(given.url(), null, null, null);
  }
}
