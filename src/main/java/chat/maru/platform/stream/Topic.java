package chat.maru.platform.stream;

/// The topics of a server, by what they are for. [Topics#name] tells what each is called here.
public enum Topic {
  /// What was accepted and waits to be stored; the source of truth until it is.
  MESSAGES("messages", "chat.messages.v1"),
  /// The one ordered log of what was stored.
  PERSISTED("persisted", "chat.messages.persisted.v1"),
  /// What could not be processed for its own fault; kept.
  DEAD_LETTERS("dead-letters", "chat.messages.dlq.v1");

  private final String key;
  private final String defaultName;

  Topic(String key, String defaultName) {
    this.key = key;
    this.defaultName = defaultName;
  }

  /// How configuration calls it: `maru.kafka.topic.{key}`, and `topic={key}` of a channel.
  public String key() {
    return key;
  }

  String defaultName() {
    return defaultName;
  }
}
