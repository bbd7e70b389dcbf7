package chat.maru.proof.fault;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Processes that must not outlive this JVM.
final class Leftovers {
  private static final Set<ProcessHandle> NOTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> NOTED.forEach(ProcessHandle::destroyForcibly)));
  }

  private Leftovers() {}

  static void note(ProcessHandle process) {
    NOTED.removeIf(noted -> !noted.isAlive());
    NOTED.add(process);
  }
}
