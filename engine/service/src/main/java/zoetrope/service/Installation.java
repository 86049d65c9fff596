package zoetrope.service;

import java.nio.file.Path;

/**
 * Where the program's own files lie.
 *
 * @param home the folder that holds {@code assets}
 */
public record Installation(Path home) {
  /** Of the whole program. */
  public static final String VERSION = "0.1.0";

  /**
   * As the launcher says ({@code -Dzoetrope.home}), else as the environment does, else the working
   * folder.
   */
  public static Installation find() {
    String env = System.getenv().getOrDefault("ZOETROPE_HOME", "");
    return new Installation(
        Path.of(System.getProperty("zoetrope.home", env)).toAbsolutePath().normalize());
  }

  /** All that comes with the program. */
  public Path assets() {
    return home.resolve("assets");
  }

  /** Weights by which characters are recognised. */
  public Path embedder() {
    return asset("embedder/embedder.safetensors");
  }

  /** Weights by which places are recognised, for the evaluation. */
  public Path sceneClassifier() {
    return asset("judge/scene-classifier.safetensors");
  }

  /** Pictures of things that prompts name. */
  public Path stock() {
    return asset("stock");
  }

  /** Cut-outs that no model was trained with, for the evaluation. */
  public Path heldOut() {
    return asset("starter/held-out");
  }

  /** The bundled sample story. */
  public Path sample() {
    return asset("samples/morning-walk/story.yaml");
  }

  private Path asset(String name) {
    return assets().resolve(name);
  }
}
