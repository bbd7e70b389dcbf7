package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chat.maru.access.GuildRights.Overwrite;
import chat.maru.access.GuildRights.Role;
import chat.maru.access.PermissionModel.Case;
import chat.maru.access.PermissionModel.Kind;
import chat.maru.access.PermissionModel.Rule;
import chat.maru.access.PermissionModel.Target;
import chat.maru.access.PermissionModel.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// The calculus against the model, case by random case. The seed is printed; another one is chosen
/// by `-Dmaru.test.seed`.
class PermissionModelTest {
  private static final int CASES = 120_000;
  private static final long GUILD = 1;
  private static final long MEMBER = 2;
  private static final long OWNER = 3;
  private static final long ROLES = 100;
  private static final long STRANGE_ROLE = 200;
  private static final long STRANGE_MEMBER = 300;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final long seed = Long.getLong("maru.test.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  private final Map<String, Integer> seen = new HashMap<>();

  @Test
  void theCalculusAgreesWithTheModel() {
    System.err.println("PermissionModelTest: seed " + seed + ", " + CASES + " cases");
    for (var i = 0; i < CASES; i++) {
      var of = someone();
      var guild = guild(of);
      var member = member(of);
      var channel = channel(of);
      var inGuild = PermissionModel.inGuild(of);
      var inChannel = PermissionModel.inChannel(of);
      if (!number(inGuild).equals(Permissions.inGuild(guild, member, NOW))) {
        fail("in the guild, seed " + seed + ", the model says " + inGuild + ": " + of);
      }
      if (!number(inChannel).equals(Permissions.inChannel(guild, member, channel, NOW))) {
        fail("in the channel, seed " + seed + ", the model says " + inChannel + ": " + of);
      }
      count(of, inChannel);
    }
    // What the cases are worth: each interesting situation came up often.
    assertThat(seen.values()).allMatch(times -> times > CASES / 10_000);
    assertThat(seen).hasSizeGreaterThan(20);
  }

  private static Long number(Set<String> names) {
    return PermissionModel.number(names).longValueExact();
  }

  private void count(Case of, Set<String> may) {
    var what = may.isEmpty() ? "nothing" : may.contains("ADMINISTRATOR") ? "all" : "some";
    seen.merge(of.kind() + " " + what + " " + of.traits(), 1, Integer::sum);
  }

  private Case someone() {
    var traits = EnumSet.noneOf(Trait.class);
    if (random.nextInt(12) == 0) {
      traits.add(Trait.OWNER);
    }
    if (random.nextInt(4) == 0) {
      traits.add(Trait.TIMED_OUT);
    }
    var roles = new ArrayList<Set<String>>();
    for (var i = random.nextInt(4); i > 0; i--) {
      roles.add(grants(6));
    }
    var rules = new ArrayList<Rule>();
    for (var i = random.nextInt(5 + roles.size()); i > 0; i--) {
      rules.add(rule(roles.size(), rules));
    }
    Collections.shuffle(rules, random);
    return new Case(
        traits, Kind.values()[random.nextInt(Kind.values().length)], grants(2), roles, rules);
  }

  /// A target has one overwrite; the roles of the member may have one each.
  private Rule rule(int roles, List<Rule> before) {
    while (true) {
      var target = Target.values()[random.nextInt(Target.values().length)];
      var there = before.stream().filter(rule -> rule.target() == target).count();
      if (there < (target == Target.OWN_ROLE ? roles : 1)) {
        var allow = some(3);
        var deny = some(3);
        return new Rule(target, allow, deny);
      }
    }
  }

  private Set<String> grants(int sparseness) {
    var set = some(sparseness);
    if (random.nextInt(40) != 0) {
      set.remove("ADMINISTRATOR");
    }
    if (random.nextInt(2) == 0) {
      set.addAll(List.of("VIEW_CHANNEL", "CONNECT"));
    }
    return set;
  }

  private Set<String> some(int sparseness) {
    var set = new HashSet<String>();
    for (var bit : PermissionFacts.BITS) {
      if (random.nextInt(sparseness) == 0) {
        set.add(bit.name());
      }
    }
    return set;
  }

  private static GuildRights guild(Case of) {
    var roles = new HashMap<Long, Role>();
    roles.put(GUILD, role(number(of.everyone())));
    for (var i = 0; i < of.ownRoles().size(); i++) {
      roles.put(ROLES + i, role(number(of.ownRoles().get(i))));
    }
    roles.put(STRANGE_ROLE, role(Permission.ALL));
    return new GuildRights(GUILD, of.traits().contains(Trait.OWNER) ? MEMBER : OWNER, roles);
  }

  private static Role role(long permissions) {
    return new Role(permissions, 1);
  }

  private MemberRights member(Case of) {
    var roles = new HashSet<Long>();
    for (var i = 0; i < of.ownRoles().size(); i++) {
      roles.add(ROLES + i);
    }
    var until =
        of.traits().contains(Trait.TIMED_OUT)
            ? Optional.of(NOW.plusSeconds(1 + random.nextInt(1000)))
            : random.nextBoolean()
                ? Optional.of(NOW.minusSeconds(random.nextInt(1000)))
                : Optional.<Instant>empty();
    return new MemberRights(GUILD, MEMBER, roles, until);
  }

  private static GuildRights.Channel channel(Case of) {
    var next = new EnumMap<Target, Long>(Target.class);
    next.putAll(
        Map.of(
            Target.EVERYONE, GUILD,
            Target.OWN_ROLE, ROLES,
            Target.MEMBER, MEMBER,
            Target.OTHER_ROLE, STRANGE_ROLE,
            Target.OTHER_MEMBER, STRANGE_MEMBER));
    var overwrites = new ArrayList<Overwrite>();
    for (var rule : of.overwrites()) {
      var id = next.merge(rule.target(), 1L, Long::sum) - 1;
      overwrites.add(new Overwrite(id, number(rule.allow()), number(rule.deny())));
    }
    return new GuildRights.Channel(
        20, GUILD, 0, PermissionModel.type(of.kind()), false, false, overwrites);
  }
}
