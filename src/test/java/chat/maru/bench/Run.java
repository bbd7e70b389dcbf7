package chat.maru.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Channels with their listeners and senders, and all that is known of what went through them.
final class Run {
  private final Marker marker;
  private final Ledger ledger;
  private final Figures figures = new Figures();
  private final List<Place> places;
  private final List<Receipts> receipts = new ArrayList<>();
  private final List<Client> senders = new ArrayList<>();
  private final AtomicInteger unsent = new AtomicInteger();
  private final long[][] dues;
  private final int listenersOfChannel;

  Run(Marker marker, Ledger ledger, List<Place> places, int listenersOfChannel) {
    this.marker = marker;
    this.ledger = ledger;
    this.places = places;
    this.listenersOfChannel = listenersOfChannel;
    this.dues = new long[ledger.streams()][ledger.capacity()];
  }

  Figures figures() {
    return figures;
  }

  Ledger ledger() {
    return ledger;
  }

  Marker marker() {
    return marker;
  }

  Place placeOf(int stream) {
    return places.get(ledger.channelOf(stream));
  }

  /// Opens the sockets.
  ///
  /// @param sending whether messages go through the gateway; sockets that send don't listen
  void open(Sessions sessions, boolean sending) throws IOException, InterruptedException {
    var wanted = new ArrayList<Sessions.Wanted>();
    for (var channel = 0; channel < places.size(); channel++) {
      for (var i = 0; i < listenersOfChannel; i++) {
        var got = new Receipts(ledger, channel, sending);
        receipts.add(got);
        wanted.add(new Sessions.Wanted(places.get(channel).listener(), true, new Listener(got)));
      }
    }
    var listeners = wanted.size();
    for (var stream = 0; sending && stream < ledger.streams(); stream++) {
      wanted.add(new Sessions.Wanted(placeOf(stream).sender(), false, new Sender()));
    }
    senders.addAll(sessions.open(wanted).subList(listeners, wanted.size()));
  }

  /// Notes that a message is about to be sent.
  void begin(int stream, int number, long due) {
    dues[stream][number] = due;
    ledger.sent(stream, number);
  }

  /// Sends a message over the stream's own socket. If that is gone, the message stays unanswered.
  void send(int stream, int number, long due) {
    begin(stream, number, due);
    try {
      senders
          .get(stream)
          .send(
              placeOf(stream).channelId(),
              marker.key(stream, number),
              marker.content(stream, number, due));
    } catch (IOException _) {
      unsent.incrementAndGet();
    }
  }

  /// Messages that found their socket gone.
  int unsent() {
    return unsent.get();
  }

  void accepted(int stream, int number) {
    figures.answered(dues[stream][number]);
    ledger.accepted(stream, number);
  }

  /// Waits until every accepted message has reached every listener, or until nothing has come for a
  /// while.
  void drain(int quietSeconds) {
    var quiet = TimeUnit.SECONDS.toNanos(quietSeconds);
    var seen = -1L;
    var seenAt = System.nanoTime();
    while (System.nanoTime() - seenAt < quiet) {
      var answers = ledger.answers();
      if (answers.unanswered() == 0
          && figures.deliveries() >= answers.accepted() * listenersOfChannel) {
        return;
      }
      var now = figures.deliveries() + answers.accepted() + answers.refused();
      if (now != seen) {
        seen = now;
        seenAt = System.nanoTime();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /// What all listening sockets got, compared with what was accepted. Only once the reader has
  /// ended.
  Receipts.Counts counts() {
    return receipts.stream()
        .map(Receipts::counts)
        .reduce(Receipts.Counts.NONE, Receipts.Counts::plus);
  }

  private final class Listener implements Client.Purpose {
    private final Receipts got;

    Listener(Receipts got) {
      this.got = got;
    }

    @Override
    public boolean message(byte[] frame, int from, int to) {
      var found = marker.find(frame, from, to);
      found.ifPresent(
          each -> {
            figures.delivered(each.due(), to - from);
            got.got(each.stream(), each.number(), each.seq());
          });
      return found.isPresent();
    }

    @Override
    public void ack(JsonNode data) {}

    @Override
    public void cut(int code) {
      figures.cut(code);
    }
  }

  private final class Sender implements Client.Purpose {
    @Override
    public boolean message(byte[] frame, int from, int to) {
      return false;
    }

    @Override
    public void ack(JsonNode data) {
      var key = marker.ofKey(data.path("clientMsgId").asText());
      key.ifPresent(
          at -> {
            if (data.path("status").asText().equals("ACCEPTED")) {
              accepted(at[0], at[1]);
            } else {
              ledger.refused(
                  at[0], at[1], data.path("status").asText() + ' ' + data.path("code").asText());
            }
          });
    }

    @Override
    public void cut(int code) {
      figures.cut(code);
    }
  }
}
