package chat.maru.proof.check;

import java.util.function.UnaryOperator;

/// Where the tables and the topics of an installation are.
///
/// @param accepted the topic of accepted messages
/// @param persisted the ordered log
public record Installation(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String bootstrap,
    String accepted,
    String persisted,
    String deadLetters) {

  /// Reads it from settings by their names in `docs/CONFIG.md`, such as `cluster::setting`.
  public static Installation of(UnaryOperator<String> setting) {
    return new Installation(
        setting.apply("maru.db.url"),
        setting.apply("maru.db.user"),
        setting.apply("maru.db.password"),
        setting.apply("maru.kafka.bootstrap"),
        setting.apply("maru.kafka.topic.messages"),
        setting.apply("maru.kafka.topic.persisted"),
        setting.apply("maru.kafka.topic.dead-letters"));
  }
}
