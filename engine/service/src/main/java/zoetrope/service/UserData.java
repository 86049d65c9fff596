package zoetrope.service;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where users' settings and stories lie on each system. */
public final class UserData {
  private UserData() {}

  /**
   * The folder of settings: what {@code -Dzoetrope.data} names, else the system's usual one (XDG
   * base directories on Linux).
   */
  public static Path folder(
      Optional<String> named, String system, Path home, Map<String, String> environment) {
    if (named.isPresent()) {
      return Path.of(named.get());
    }
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      return from(environment, "APPDATA")
          .orElse(home.resolve("AppData/Roaming"))
          .resolve("Zoetrope");
    }
    if (os.contains("mac")) {
      return home.resolve("Library/Application Support/Zoetrope");
    }
    return from(environment, "XDG_DATA_HOME")
        .orElse(home.resolve(".local/share"))
        .resolve("zoetrope");
  }

  private static Optional<Path> from(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()).map(Path::of);
  }

  /** The folder on this machine. */
  public static Path folder() {
    return folder(
        Optional.ofNullable(System.getProperty("zoetrope.data")),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")),
        System.getenv());
  }

  /**
   * Where models lie: what {@code -Dzoetrope.models} names, else {@code ZOETROPE_MODELS} in the
   * environment, else a folder among the settings.
   */
  public static Path models() {
    String environment = System.getenv().getOrDefault("ZOETROPE_MODELS", "");
    String named = System.getProperty("zoetrope.models", environment);
    return named.isBlank() ? folder().resolve("models") : Path.of(named);
  }

  /** Where new stories go, unless {@code -Dzoetrope.stories} names another folder. */
  public static Path stories() {
    return Optional.ofNullable(System.getProperty("zoetrope.stories"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home", ".")).resolve("Zoetrope"));
  }
}
