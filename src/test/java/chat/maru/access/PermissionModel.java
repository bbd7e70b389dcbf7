package chat.maru.access;

import java.math.BigInteger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The protocol's rules of permissions once more, as sets of names and decided bit by bit, to hold
/// the calculus against. Shares nothing with it: the bits are those of the protocol's table.
final class PermissionModel {
  private static final Set<String> ALL =
      PermissionFacts.BITS.stream().map(PermissionFacts.Bit::name).collect(Collectors.toSet());

  private PermissionModel() {}

  /// Who asks and where, in words of the protocol.
  ///
  /// @param everyone what the guild's own role grants
  /// @param overwrites in the order in which they are stored
  record Case(
      Set<Trait> traits,
      Kind kind,
      Set<String> everyone,
      List<Set<String>> ownRoles,
      List<Rule> overwrites) {}

  enum Trait {
    OWNER,
    TIMED_OUT
  }

  enum Kind {
    TEXT,
    VOICE,
    STAGE,
    THREAD
  }

  /// For whom an overwrite is.
  enum Target {
    EVERYONE,
    OWN_ROLE,
    MEMBER,
    OTHER_ROLE,
    OTHER_MEMBER
  }

  record Rule(Target target, Set<String> allow, Set<String> deny) {}

  static Set<String> inGuild(Case of) {
    var granted = granted(of);
    var silenced = of.traits().contains(Trait.TIMED_OUT) && !granted.contains("ADMINISTRATOR");
    return silenced ? reading(granted) : granted;
  }

  static Set<String> inChannel(Case of) {
    var granted = granted(of);
    if (granted.contains("ADMINISTRATOR")) {
      return granted;
    }
    var may = new HashSet<String>();
    for (var bit : PermissionFacts.BITS) {
      var name = bit.name();
      if (bit.inChannels() ? overwritten(of, name, granted) : granted.contains(name)) {
        may.add(name);
      }
    }
    var left = sensible(of.kind(), may);
    return of.traits().contains(Trait.TIMED_OUT) ? reading(left) : left;
  }

  /// Whether one bit survives the levels: the last level that speaks of it decides, and within a
  /// level an allow beats a deny.
  private static boolean overwritten(Case of, String bit, Set<String> granted) {
    for (var target : List.of(Target.MEMBER, Target.OWN_ROLE, Target.EVERYONE)) {
      var denied = false;
      for (var rule : of.overwrites()) {
        if (rule.target() == target && rule.allow().contains(bit)) {
          return true;
        }
        denied |= rule.target() == target && rule.deny().contains(bit);
      }
      if (denied) {
        return false;
      }
    }
    return granted.contains(bit);
  }

  private static Set<String> sensible(Kind kind, Set<String> may) {
    if (!may.contains("VIEW_CHANNEL")) {
      return Set.of();
    }
    if (EnumSet.of(Kind.VOICE, Kind.STAGE).contains(kind) && !may.contains("CONNECT")) {
      return Set.of("VIEW_CHANNEL");
    }
    var left = new HashSet<>(may);
    if (kind == Kind.THREAD) {
      left.remove("SEND_MESSAGES");
      if (may.contains("SEND_MESSAGES_IN_THREADS")) {
        left.add("SEND_MESSAGES");
      }
    }
    if (!left.contains("SEND_MESSAGES")) {
      left.removeAll(
          Set.of("MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS"));
    }
    return left;
  }

  private static Set<String> granted(Case of) {
    var set = new HashSet<>(of.everyone());
    of.ownRoles().forEach(set::addAll);
    return of.traits().contains(Trait.OWNER) || set.contains("ADMINISTRATOR") ? ALL : set;
  }

  private static Set<String> reading(Set<String> set) {
    var left = new HashSet<>(set);
    left.retainAll(Set.of("VIEW_CHANNEL", "READ_MESSAGE_HISTORY"));
    return left;
  }

  /// Returns the set as the protocol writes it.
  static BigInteger number(Collection<String> names) {
    var number = BigInteger.ZERO;
    for (var bit : PermissionFacts.BITS) {
      if (names.contains(bit.name())) {
        number = number.setBit(bit.position());
      }
    }
    return number;
  }

  /// The protocol's number of a kind of channel.
  static int type(Kind kind) {
    return switch (kind) {
      case TEXT -> 0;
      case VOICE -> 2;
      case STAGE -> 13;
      case THREAD -> 11;
    };
  }
}
