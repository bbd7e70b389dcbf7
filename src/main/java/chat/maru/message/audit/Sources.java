package chat.maru.message.audit;

import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.TopicReader;
import chat.maru.platform.stream.Topics;
import java.time.Clock;

/// The logs that a turn reads, each reader its caller's to close.
record Sources(StreamConfig config, Topics topics, Clock clock) {

  TopicReader accepted() {
    return new TopicReader(config, topics.name(Topic.MESSAGES));
  }

  TopicReader persisted() {
    return new TopicReader(config, topics.name(Topic.PERSISTED));
  }

  TopicReader deadLetters() {
    return new TopicReader(config, topics.name(Topic.DEAD_LETTERS));
  }
}
