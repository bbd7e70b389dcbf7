package chat.maru.arch;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.List;
import java.util.stream.Stream;

/// The floors of the house and, within the floor of the features, their order: imports go from the
/// roof to the ground.
///
/// @param root the package that holds them
record Floors(String root) {
  /// From the ground up. Those of one line may import each other, short of a cycle.
  private static final List<List<String>> ORDER =
      List.of(
          List.of("kernel"),
          List.of("wire"),
          List.of("platform"),
          List.of("auth", "access", "limit", "event"),
          List.of("user"),
          List.of("guild"),
          List.of("org"),
          List.of("channel"),
          List.of("media"),
          List.of("message"),
          List.of("app"),
          List.of("presence"),
          List.of("unfurl"),
          List.of("search"),
          List.of("push"),
          List.of("gateway"),
          List.of("boot", "embedded"));

  ArchCondition<JavaClass> condition() {
    return HouseRules.faults("import only what lies below", this::upward);
  }

  private Stream<String> upward(JavaClass type) {
    var own = floor(type);
    return own < 0
        ? Stream.of(type.getName() + " lives on no floor")
        : type.getDirectDependenciesFromSelf().stream()
            .filter(it -> floor(it.getTargetClass()) > own)
            .map(Dependency::getDescription);
  }

  /// The number of the floor; -1 for what is not ours.
  private int floor(JavaClass type) {
    var name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return -1;
    }
    var room = name.substring(root.length() + 1).split("\\.", 2)[0];
    for (var floor = 0; floor < ORDER.size(); floor++) {
      if (ORDER.get(floor).contains(room)) {
        return floor;
      }
    }
    return -1;
  }
}
