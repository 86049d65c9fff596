package zoetrope.story.document;

import java.time.Instant;
import java.util.Map;
import zoetrope.story.Identifiers;
import zoetrope.story.MediaRef;

/**
 * One answer of the engine.
 *
 * @param seed the seed of this take, which differs between the takes of one shot
 * @param recipe the shot as it was when asked, so that it can be asked again
 * @param scores by name; higher is better
 * @param files by role (such as {@code clip}, {@code latents}, {@code poster})
 */
public record Take(
    String id,
    String shotId,
    long seed,
    Shot recipe,
    Map<String, Double> scores,
    Map<String, MediaRef> files,
    Instant created,
    boolean starred) {
  public Take {
    Identifiers.require("id", id);
    Identifiers.require("shot", shotId);
    scores = Map.copyOf(scores);
    files = Map.copyOf(files);
  }
}
