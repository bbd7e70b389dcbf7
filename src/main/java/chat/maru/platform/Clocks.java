package chat.maru.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;

/// The one source of time. Everything injects a [Clock], so that tests can move it: those of a
/// whole process by the system property `maru.test.clock`, which no configuration file and no
/// environment variable can give.
@ApplicationScoped
public class Clocks {
  @Produces
  @ApplicationScoped
  Clock clock() {
    var wrongBy = System.getProperty("maru.test.clock");
    return wrongBy == null
        ? Clock.systemUTC()
        : new WrongClock(Path.of(wrongBy), Clock.systemUTC());
  }
}
