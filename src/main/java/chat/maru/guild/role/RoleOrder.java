package chat.maru.guild.role;

import chat.maru.kernel.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// The order of a guild's roles, lowest first, `@everyone` left out. Pure.
record RoleOrder(List<Long> ids) {

  /// Puts roles at positions, counted from 1; whatever lies beyond an end is meant as that end. All
  /// others keep their order. Of two for the same position the younger one gets it and the older
  /// one, which is the higher, the next.
  RoleOrder moved(Map<Long, Integer> positions) {
    if (!new HashSet<>(ids).containsAll(positions.keySet())) {
      throw Problem.UNKNOWN_ROLE.error();
    }
    var order = new ArrayList<>(ids);
    order.removeAll(positions.keySet());
    var moves = new ArrayList<>(positions.entrySet());
    moves.sort(
        Map.Entry.<Long, Integer>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
    var next = 0;
    for (var move : moves) {
      next = Math.clamp(Math.max(move.getValue() - 1, next), 0, order.size());
      order.add(next++, move.getKey());
    }
    return new RoleOrder(List.copyOf(order));
  }

  /// Whether the roles that somebody does not stand above keep their order and stay above all
  /// others.
  boolean respects(RoleOrder before, LongPredicate below) {
    return top(below).equals(before.top(below));
  }

  /// What lies from the lowest role upwards that is not below somebody.
  private List<Long> top(LongPredicate below) {
    var from = 0;
    while (from < ids.size() && below.test(ids.get(from))) {
      from++;
    }
    return ids.subList(from, ids.size());
  }

  /// The position of each role, dense from 1.
  Map<Long, Integer> positions() {
    var positions = new LinkedHashMap<Long, Integer>();
    ids.forEach(id -> positions.put(id, positions.size() + 1));
    return positions;
  }
}
