package chat.maru.proof.check;

import chat.maru.proof.journal.Entry.Paged;
import chat.maru.proof.journal.Entry.Shown;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// I10: a page has, of the rows on the side of its anchor that was asked for, those next to it
/// without a hole, and at most as many as were asked for; a walk has none of them twice; and where
/// it said that it was at the end, it has all that was stored before it began.
///
/// What is deleted now may or may not have been there then.
final class WalkLaw implements Law {
  /// What was shown so long before the first page came was stored when it was read.
  private static final long READ_MICROS = 1_000_000;

  @Override
  public void check(Facts facts, Findings findings) {
    var walks =
        facts.entries(Paged.class).collect(Collectors.groupingBy(Paged::walk, Collectors.toList()));
    findings.count("walks through history", walks.size());
    var shown = shown(facts);
    walks
        .values()
        .forEach(
            pages -> {
              pages.forEach(it -> checkPage(facts, findings, it));
              checkWalk(facts, findings, pages, known(shown, pages.getFirst()));
            });
  }

  private static void checkPage(Facts facts, Findings findings, Paged page) {
    if (page.ids().size() > page.limit()) {
      findings.add(
          Invariant.I10,
          page.channel(),
          "%d messages on a page of %d",
          page.ids().size(),
          page.limit());
    }
    var ids = page.ids().stream().map(Facts::id).collect(Collectors.toCollection(TreeSet::new));
    if (ids.isEmpty()) {
      return;
    }
    var anchor = page.anchor().isEmpty() ? 0 : Facts.id(page.anchor());
    var from = ids.first();
    var to = ids.last();
    if (page.by().equals("after")) {
      from = anchor + 1;
    } else if (page.by().equals("before") && anchor != 0) {
      to = anchor - 1;
    } else if (page.by().equals("around")) {
      from = Math.min(from, anchor);
      to = Math.max(to, anchor);
    }
    var channel = facts.ids(Facts.id(page.channel()));
    for (var id : ids) {
      if (id < from || id > to || !channel.containsKey(id)) {
        say(findings, page, id, "is there and should not be");
      }
    }
    if (from <= to) {
      for (var row : channel.subMap(from, true, to, true).values()) {
        if (!row.deleted() && !ids.contains(row.id())) {
          say(findings, page, row.id(), "is missing");
        }
      }
    }
  }

  private static void checkWalk(Facts facts, Findings findings, List<Paged> pages, int known) {
    var ids = new HashSet<Long>();
    for (var page : pages) {
      for (var id : page.ids()) {
        if (!ids.add(Facts.id(id))) {
          say(findings, page, Facts.id(id), "came twice in the walk");
        }
      }
    }
    var first = pages.getFirst();
    var last = pages.getLast();
    if (!last.last() || first.by().equals("around")) {
      return;
    }
    var anchor = first.anchor().isEmpty() ? 0 : Facts.id(first.anchor());
    for (var row : facts.channel(Facts.id(first.channel()))) {
      var due = first.by().equals("after") ? row.id() > anchor : anchor == 0 || row.id() < anchor;
      if (due && !row.deleted() && row.seq() <= known && !ids.contains(row.id())) {
        say(findings, last, row.id(), "was never come to");
      }
    }
  }

  /// By channel, the highest seq that anybody was shown up to each moment.
  private static Map<String, NavigableMap<Long, Integer>> shown(Facts facts) {
    var shown = new HashMap<String, NavigableMap<Long, Integer>>();
    facts
        .entries(Shown.class)
        .sorted(Comparator.comparingLong(Shown::at))
        .forEach(
            it -> {
              var of = shown.computeIfAbsent(it.channel(), _ -> new TreeMap<>());
              of.put(it.at(), Math.max(it.seq(), of.isEmpty() ? 0 : of.lastEntry().getValue()));
            });
    return shown;
  }

  /// How far the channel had come before the walk began, as far as anybody knew.
  private static int known(Map<String, NavigableMap<Long, Integer>> shown, Paged first) {
    var of = shown.get(first.channel());
    var last = of == null ? null : of.floorEntry(first.at() - READ_MICROS);
    return last == null ? 0 : last.getValue();
  }

  private static void say(Findings findings, Paged page, long id, String what) {
    findings.add(
        Invariant.I10,
        page.channel(),
        "%d %s: %s %s limit %d",
        id,
        what,
        page.by(),
        page.anchor(),
        page.limit());
  }
}
