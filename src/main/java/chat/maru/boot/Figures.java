package chat.maru.boot;

import chat.maru.event.Pulse;
import chat.maru.event.RelayFigures;
import chat.maru.gateway.GatewayFigures;
import chat.maru.limit.Limits;
import chat.maru.message.audit.AuditFigures;
import chat.maru.message.audit.Fault.Kind;
import chat.maru.message.persist.PersistFigures;
import chat.maru.platform.stream.Consumers;
import chat.maru.platform.stream.ReadFigures;
import chat.maru.platform.stream.SendFigures;
import chat.maru.platform.stream.Senders;
import chat.maru.platform.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.ToLongFunction;

/// Shows the figures of the message path at `/metrics`: what was accepted, persisted, relayed and
/// broadcast by this node since its start, and how far each is behind. The runtime itself shows its
/// connection pool.
@ApplicationScoped
public class Figures {
  private static final double NANOS = 1e9;

  @Inject Telemetry telemetry;
  @Inject Senders senders;
  @Inject Consumers consumers;
  @Inject PersistFigures persist;
  @Inject RelayFigures relay;
  @Inject GatewayFigures gateway;
  @Inject AuditFigures audit;
  @Inject Pulse pulse;
  @Inject Limits limits;

  /// Registers all of them.
  void show() {
    accept();
    persist();
    relay();
    broadcast();
    audit();
    telemetry.gauge("maru_limit_refused", "refusals by a limit", limits::refused);
    telemetry.gauge("maru_limit_alone", "limits decided without Redis", limits::decidedAlone);
  }

  private void accept() {
    telemetry.gauge(
        "maru_accept_confirmed",
        "messages confirmed by the broker",
        () -> sent(SendFigures::confirmed));
    telemetry.gauge(
        "maru_accept_failed", "messages not confirmed", () -> sent(SendFigures::failed));
    telemetry.gauge(
        "maru_accept_refused", "messages refused at once", () -> sent(SendFigures::refused));
    telemetry.gauge(
        "maru_accept_waiting",
        "messages on the way to the broker",
        () -> sent(SendFigures::waiting));
  }

  private void persist() {
    telemetry.gauge("maru_persist_batches", "batches stored", persist::batches);
    telemetry.gauge("maru_persist_events", "accepted messages decided", persist::events);
    telemetry.gauge("maru_persist_stored", "messages stored", persist::stored);
    telemetry.gauge("maru_persist_outcomes", "duplicates and refusals told", persist::outcomes);
    telemetry.gauge("maru_persist_outages", "attempts without a database", persist::outages);
    telemetry.gauge("maru_persist_poisoned", "messages set aside", persist::poisoned);
    telemetry.gauge("maru_persist_seconds", "time spent storing", () -> persist.nanos() / NANOS);
    telemetry.gauge(
        "maru_persist_lag", "accepted messages not stored yet", () -> read(ReadFigures::lag));
    telemetry.gauge(
        "maru_persist_redelivered",
        "batches that came again",
        () -> read(ReadFigures::redelivered));
  }

  private void relay() {
    telemetry.gauge("maru_relay_published", "records published to the log", relay::published);
    telemetry.gauge("maru_relay_batches", "batches published", relay::batches);
    telemetry.gauge("maru_relay_waiting", "rows of the last batch", relay::waiting);
    telemetry.gauge("maru_relay_faults", "losses of database, lock or broker", relay::faults);
    telemetry.gauge("maru_relay_seconds", "time spent publishing", () -> relay.nanos() / NANOS);
    telemetry.gauge(
        "maru_relay_heartbeat_age_seconds",
        "since the relay was last heard of through the log",
        () -> pulse.age().toMillis() / 1000.0);
  }

  private void broadcast() {
    telemetry.gauge("maru_gateway_connections", "open sockets", gateway::connections);
    telemetry.gauge("maru_gateway_sessions", "sessions connected", gateway::sessionsConnected);
    telemetry.gauge(
        "maru_gateway_sessions_detached", "sessions that may resume", gateway::sessionsDetached);
    telemetry.gauge("maru_broadcast_events", "events handed to sessions", gateway::dispatched);
    telemetry.gauge(
        "maru_broadcast_lag_seconds",
        "age of the last record when it was delivered",
        () -> gateway.tailLagMillis() / 1000.0);
    telemetry.gauge("maru_gateway_cut", "readers too slow", gateway::cutReaders);
    telemetry.gauge("maru_gateway_resumed", "sessions resumed", gateway::resumed);
    telemetry.gauge("maru_gateway_invalidated", "resumes refused", gateway::invalidated);
    telemetry.gauge("maru_gateway_skipped", "records of unknown type", gateway::skippedRecords);
    telemetry.gauge("maru_gateway_repeats", "records that came again", gateway::repeatedRecords);
  }

  private void audit() {
    telemetry.gauge("maru_audit_rounds", "rounds of the audit", audit::rounds);
    telemetry.gauge("maru_audit_failures", "rounds that were interrupted", audit::failures);
    telemetry.gauge("maru_audit_messages", "rows audited", audit::messages);
    telemetry.gauge("maru_audit_records", "records of the log audited", audit::records);
    telemetry.gauge("maru_audit_passed_over", "records not audited", audit::passedOver);
    telemetry.gauge("maru_audit_lost", "messages found lost", () -> audit.found(Kind.LOST));
    telemetry.gauge(
        "maru_audit_doubled", "messages found doubled", () -> audit.found(Kind.DOUBLED));
    telemetry.gauge(
        "maru_audit_reordered", "messages found reordered", () -> audit.found(Kind.REORDERED));
  }

  private long sent(ToLongFunction<SendFigures> figure) {
    var messages = senders.figures().get("messages-out");
    return messages == null ? 0 : figure.applyAsLong(messages);
  }

  private long read(ToLongFunction<ReadFigures> figure) {
    var messages = consumers.figures().get("messages-in");
    return messages == null ? 0 : figure.applyAsLong(messages);
  }
}
