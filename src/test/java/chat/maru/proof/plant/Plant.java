package chat.maru.proof.plant;

import static chat.maru.proof.check.Invariant.I1;
import static chat.maru.proof.check.Invariant.I10;
import static chat.maru.proof.check.Invariant.I2;
import static chat.maru.proof.check.Invariant.I3;
import static chat.maru.proof.check.Invariant.I4;
import static chat.maru.proof.check.Invariant.I5;
import static chat.maru.proof.check.Invariant.I6;
import static chat.maru.proof.check.Invariant.I7;
import static chat.maru.proof.check.Invariant.I8;
import static chat.maru.proof.check.Invariant.I9;
import static chat.maru.proof.check.Invariant.LOG;

import chat.maru.kernel.PlantedFault;
import chat.maru.proof.check.Invariant;
import java.util.List;
import java.util.Set;

/// A fault, where it sits, the scenario that brings it out, and the invariant by which the checker
/// must find it.
record Plant(PlantedFault fault, String sits, Scenario scenario, Invariant found) {

  /// All faults but the one that no journal shows.
  static final List<Plant> ALL =
      List.of(
          at("persist.Keyring", PlantedFault.KEYS_NOT_LOOKED_UP, Scenario.KEYS_AGAIN, I2),
          at("persist.Decisions", PlantedFault.OTHER_CONTENT_IS_DUPLICATE, Scenario.KEYS_AGAIN, I1),
          at("message.Messages", PlantedFault.TOMBSTONE_FREES_KEY, Scenario.DELETED_AND_AGAIN, I2),
          at(
              "stream.PollSession",
              PlantedFault.OFFSET_COMMITTED_FIRST,
              Scenario.KILLED_STORING,
              I1),
          at("persist.MessagePersistor", PlantedFault.FAILURE_SWALLOWED, Scenario.FAILS_ONCE, I1),
          at("log.MessageLog", PlantedFault.ACK_BEFORE_BROKER, Scenario.BROKER_AWAY, I1),
          at("persist.PoisonBox", PlantedFault.REFUSAL_SWALLOWED, Scenario.POISON, I1),
          at("persist.MessageWriter", PlantedFault.OUTCOME_TAKES_SEQ, Scenario.KEYS_AGAIN, I4),
          at("kernel.SnowflakeGenerator", PlantedFault.IDS_MADE_TWICE, Scenario.MANY_CHANNELS, I9),
          at("sql.NodeLease", PlantedFault.NODE_NUMBER_REUSED, Scenario.TWO_WORKERS, I9),
          at("persist.MessageWriter", PlantedFault.OUTBOX_LEFT_OUT, Scenario.MANY_CHANNELS, LOG),
          at("persist.MessageWriter", PlantedFault.OUTBOX_APART, Scenario.FAILS_ONCE, I6),
          at("event.RelayTurn", PlantedFault.RELAY_BY_CURSOR, Scenario.SLOW_TRANSACTION, LOG),
          at("event.RelayTurn", PlantedFault.RELAY_DELETES_FIRST, Scenario.KILLED_RELAYING, LOG),
          at("event.RelayTurn", PlantedFault.RELAY_TURNS_ORDER, Scenario.MANY_CHANNELS, LOG),
          at("message.MessageEditor", PlantedFault.EDIT_WITHOUT_LOCK, Scenario.EDITS, LOG),
          at("gateway.LogTail", PlantedFault.REPEAT_NOT_DROPPED, Scenario.LOG_REPEATED, I3),
          at("gateway.EventQueue", PlantedFault.RESUME_OFF_BY_ONE, Scenario.ABSENCE, I3),
          at("gateway.Delivery", PlantedFault.NOTHING_KEPT_FOR_THE_ABSENT, Scenario.ABSENCE, I3),
          at("gateway.Takeover", PlantedFault.TAKEOVER_FROM_HERE, Scenario.ELSEWHERE, I3),
          at("gateway.SessionHub", PlantedFault.SNAPSHOT_WITHOUT_CATCH_UP, Scenario.ARRIVALS, I3),
          at("gateway.EventQueue", PlantedFault.LAST_EVENT_FIRST, Scenario.ABSENCE, I5),
          at("gateway.Audiences", PlantedFault.STALE_SIGHT, Scenario.REVOCATION, I7),
          at("gateway.Audiences", PlantedFault.HIDDEN_STAYS_QUEUED, Scenario.REVOCATION, I7),
          at("gateway.Audiences", PlantedFault.AUDIENCE_LEFT_OUT, Scenario.REVOCATION, I7),
          at("read.ReadStates", PlantedFault.READ_CURSOR_FALLS, Scenario.READING, I8),
          at("message.Messages", PlantedFault.CURSOR_OFF_BY_ONE, Scenario.PAGES, I10),
          at("message.Messages", PlantedFault.CURSOR_BY_TIME, Scenario.PAGES, I10));

  /// One for each invariant, of those that need neither a second node nor a restart.
  private static final Set<PlantedFault> ALWAYS =
      Set.of(
          PlantedFault.OTHER_CONTENT_IS_DUPLICATE,
          PlantedFault.TOMBSTONE_FREES_KEY,
          PlantedFault.RESUME_OFF_BY_ONE,
          PlantedFault.OUTCOME_TAKES_SEQ,
          PlantedFault.LAST_EVENT_FIRST,
          PlantedFault.OUTBOX_APART,
          PlantedFault.HIDDEN_STAYS_QUEUED,
          PlantedFault.READ_CURSOR_FALLS,
          PlantedFault.IDS_MADE_TWICE,
          PlantedFault.CURSOR_BY_TIME,
          PlantedFault.RELAY_BY_CURSOR);

  private static Plant at(String sits, PlantedFault fault, Scenario scenario, Invariant found) {
    return new Plant(fault, sits, scenario, found);
  }

  /// Those that are run: all with `-Dmaru.proof.all`.
  static List<Plant> chosen() {
    return System.getProperty("maru.proof.all") != null
        ? ALL
        : ALL.stream().filter(it -> ALWAYS.contains(it.fault())).toList();
  }

  @Override
  public String toString() {
    return fault + " in " + scenario + ", found by " + found;
  }
}
