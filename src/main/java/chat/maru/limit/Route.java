package chat.maru.limit;

import chat.maru.limit.Limit.By;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The limits of one operation of the API, found by its method and its path's template.
///
/// @param bucket the line of the catalogue
/// @param name the bucket, the same for all routes that share it
/// @param hash the name as clients see it
/// @param tier the tier against abuse that counts it
public record Route(Limit bucket, String name, String hash, Limit tier) {
  /// Stands for whatever no operation matches.
  public static final String UNMATCHED = "/unmatched";

  private static final Map<String, Limit> BUCKETS = buckets();

  /// As many as there are operations.
  private static final Map<String, Optional<Route>> FOUND = new ConcurrentHashMap<>();

  /// Pages and their files, the keys that verify tokens, and pictures, whose first step is a
  /// parameter: a screen shows a hundred of them at once.
  private static final Set<String> FREE = Set.of("", "assets", "api-docs", ".well-known", "{}");

  /// Bring no password, and come by themselves from everybody behind one address.
  private static final Set<String> NO_GUESSING = Set.of("POST /auth/refresh", "POST /auth/logout");

  /// Parameters that keep a bucket apart, the first that a path has; each with the letter of its
  /// keys. A room is a channel.
  private static final List<Map.Entry<String, String>> MAJORS =
      List.of(
          Map.entry("channel_id", "c"),
          Map.entry("room_id", "c"),
          Map.entry("guild_id", "g"),
          Map.entry("webhook_id", "w"));

  /// With the expression that it may have to match, such as `{id: [0-9]{2}}`.
  private static final Pattern PARAMETER = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*\\})*\\}");

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

  /// Finds an operation.
  ///
  /// @param template the path's, such as `/channels/{channel_id}`
  /// @return empty for what is free
  public static Optional<Route> of(String method, String template) {
    // Strangers may call a method as they like, where none has to match.
    var verb = template.equals(UNMATCHED) ? "" : method.equals("HEAD") ? "GET" : method;
    return FOUND.computeIfAbsent(verb + " " + template, _ -> find(verb, template));
  }

  private static Optional<Route> find(String verb, String template) {
    var path = plain(template);
    if (FREE.contains(path.split("/", -1)[1])) {
      return Optional.empty();
    }
    var route = verb + " " + path;
    var bucket = BUCKETS.getOrDefault(route, Limit.ROUTE);
    var name = bucket == Limit.ROUTE ? route : bucket.id();
    return Optional.of(new Route(bucket, name, hash(name), tier(bucket, route)));
  }

  /// What a call costs, its bucket first. One payer's, and so one round trip, but for webhooks.
  ///
  /// @param caller who shows valid credentials, else the address
  /// @param parameters those of the path
  public List<Charge> charges(Payer caller, String address, Map<String, String> parameters) {
    var from = Payer.address(address);
    var payer = tier == Limit.AUTH || bucket.by() == By.WEBHOOK ? from : caller;
    var charges = new ArrayList<Charge>();
    charges.add(bucketCharge(payer, parameters));
    charges.add(Charge.of(Limit.GLOBAL, payer));
    charges.add(Charge.of(tier, payer));
    if (payer.equals(from) && !address.isEmpty()) {
      charges.add(Charge.asking(Limit.INVALID_REQUESTS, from));
    }
    return charges;
  }

  private Charge bucketCharge(Payer payer, Map<String, String> parameters) {
    if (bucket.by() == By.WEBHOOK) {
      return Charge.of(bucket, webhook(parameters));
    }
    var major = major(parameters);
    return new Charge(bucket, payer, bucket == Limit.ROUTE ? hash + major : major, 1);
  }

  /// The major parameter (reference: "Rate Limits").
  private static String major(Map<String, String> parameters) {
    if (parameters.containsKey("webhook_token")) {
      return webhook(parameters).key();
    }
    return MAJORS.stream()
        .filter(it -> parameters.containsKey(it.getKey()))
        .map(it -> it.getValue() + id(parameters.getOrDefault(it.getKey(), "")))
        .findFirst()
        .orElse("");
  }

  private static Payer webhook(Map<String, String> parameters) {
    return Payer.webhook(
        parameters.getOrDefault("webhook_id", ""), parameters.getOrDefault("webhook_token", ""));
  }

  /// Whatever is no id shares one bucket: strangers do not choose our keys.
  private static String id(String text) {
    return ID.matcher(text).matches() ? text : "x";
  }

  private static Limit tier(Limit bucket, String route) {
    if (bucket == Limit.CREATE_MESSAGE || bucket == Limit.READ_MESSAGES) {
      return Limit.HIGH_FREQUENCY;
    }
    return route.startsWith("POST /auth/") && !NO_GUESSING.contains(route) ? Limit.AUTH : Limit.API;
  }

  private static String plain(String template) {
    return PARAMETER.matcher(template).replaceAll("{}");
  }

  private static Map<String, Limit> buckets() {
    var buckets = new HashMap<String, Limit>();
    for (var limit : Limit.values()) {
      for (var route : limit.routes()) {
        if (buckets.put(route, limit) != null) {
          throw new IllegalStateException("in two buckets: " + route);
        }
      }
    }
    return buckets;
  }

  private static String hash(String name) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
