package chat.maru.arch.broken.kernel;

import chat.maru.arch.broken.guild.Manager;
import jakarta.inject.Provider;

/// Kernel that imports a feature and an API.
class Upward {
  Manager manager = new Manager();
  Provider<String> provider = () -> "";
}
