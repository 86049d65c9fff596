package zoetrope.service.take;

import java.nio.file.Path;
import java.util.Map;

/**
 * A take that is made and that no story has yet.
 *
 * @param question fingerprint of what was asked, model included
 * @param scores as the story keeps them
 * @param files by role, in the take's folder
 */
public record MadeTake(String question, Map<String, Double> scores, Map<String, Path> files) {
  /** Roles of a take's files. */
  public static final String CLIP = "clip";

  public static final String POSTER = "poster";
  public static final String LATENTS = "latents";

  public MadeTake {
    scores = Map.copyOf(scores);
    files = Map.copyOf(files);
  }
}
