package chat.maru.proof.plant;

import java.util.function.Consumer;

/// What happens to an installation so that a fault in it shows. Without one every promise is kept.
enum Scenario {
  KEYS_AGAIN("a key is sent twice, and once with other content", Sending::keysAgain),
  DELETED_AND_AGAIN(
      "a message is deleted, then its event is delivered again", Sending::deletedAndAgain),
  FAILS_ONCE("the database refuses a transaction once", Sending::failsOnce),
  POISON("a message can't be stored", Sending::poison),
  MANY_CHANNELS("300 messages at once in twelve channels", Sending::manyChannels),
  BROKER_AWAY("the broker stops while a message is sent", Outages::brokerAway),
  KILLED_STORING("a node is killed while it waits to insert", Outages::killedStoring),
  KILLED_RELAYING("a node is killed before it publishes", Outages::killedRelaying),
  SLOW_TRANSACTION("a transaction commits long after it drew its outbox id", Relaying::slow),
  EDITS("messages are edited while others are stored in the channel", Relaying::edits),
  LOG_REPEATED("the end of the log is published again", Relaying::repeated),
  ABSENCE("a connection breaks with events under way, and is resumed", Watching::absence),
  ARRIVALS("sessions begin while messages are sent", Watching::arrivals),
  REVOCATION("people lose sight of a channel, one of them while away", Watching::revocation),
  READING("read cursors are moved forward and back", Reading::cursors),
  PAGES("history is read forward, backward and around, seven at a time", Reading::pages),
  TWO_WORKERS("messages flow through two nodes", Sending::twoWorkers),
  ELSEWHERE("a session is resumed on another node", Watching::elsewhere);

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // methods without a state
  private final Consumer<Ground> played;

  Scenario(String text, Consumer<Ground> played) {
    this.text = text;
    this.played = played;
  }

  String text() {
    return text;
  }

  void play(Ground ground) {
    played.accept(ground);
  }
}
