package zoetrope.diffusion.model.starter;

import java.util.Optional;
import zoetrope.diffusion.CameraMove;

/**
 * Reads from a prompt which place, time, weather, mood and camera move it means, by multinomial
 * logistic regression on its embedding. Together with a layout that the seed picks this is the
 * scene code, the starter model's discrete latent: a prior from text to a code that the denoiser
 * draws, as in unCLIP (Ramesh et al. 2022).
 */
final class ScenePrior {
  /** Layouts the model knows of each place. */
  static final int LAYOUTS = 4;

  /** Places the model knows. */
  static final int PLACES = 10;

  private static final int TIMES = 4;
  private static final int WEATHERS = 5;
  private static final int MOODS = 3;
  private static final int CAMERAS = 5;
  private static final int LOGITS = PLACES + TIMES + WEATHERS + MOODS + CAMERAS;

  /** Length of a scene code: one-hot layout of a place, then time, weather and mood. */
  static final int CODE = PLACES * LAYOUTS + TIMES + WEATHERS + MOODS;

  /** Pan in frame heights and zoom a window that a prompt's camera move means. */
  private static final double PAN = 0.32;

  private static final double ZOOM = 1.26;

  private final float[] weight;
  private final float[] bias;
  private final int size;

  ScenePrior(StarterFiles files) {
    weight = files.base().floats("painter.prior.weight");
    bias = files.base().floats("painter.prior.bias");
    size = weight.length / LOGITS;
  }

  /** Scores of all classes, place first, for a prompt's vector. */
  float[] logits(float[] text) {
    float[] out = new float[LOGITS];
    for (int k = 0; k < LOGITS; k++) {
      double sum = bias[k];
      for (int i = 0; i < size; i++) {
        sum += (double) weight[k * size + i] * text[i];
      }
      out[k] = (float) sum;
    }
    return out;
  }

  /**
   * Whether the keyframe of a seed is turned left for right, for more layouts than were learned.
   */
  static boolean mirrored(long seed) {
    return Math.floorMod(seed / LAYOUTS, 2L) == 1;
  }

  /** The scene code [52] of a prompt; another seed is another layout of the same place. */
  float[] code(float[] text, long seed) {
    float[] logits = logits(text);
    float[] out = new float[CODE];
    out[best(logits, 0, PLACES) * LAYOUTS + (int) Math.floorMod(seed, (long) LAYOUTS)] = 1;
    int from = PLACES;
    int at = PLACES * LAYOUTS;
    for (int n : new int[] {TIMES, WEATHERS, MOODS}) {
      out[at + best(logits, from, n)] = 1;
      from += n;
      at += n;
    }
    return out;
  }

  /** The camera move over a shot of {@code frames} that a prompt asks for, if it asks for one. */
  Optional<CameraMove> camera(float[] text, int frames) {
    double windows = (double) frames / StarterGraphs.FRAMES;
    double zoom = StrictMath.pow(ZOOM, windows);
    return switch (best(logits(text), LOGITS - CAMERAS, CAMERAS)) {
      case 1 -> Optional.of(new CameraMove(-PAN * windows, 0, 1));
      case 2 -> Optional.of(new CameraMove(PAN * windows, 0, 1));
      case 3 -> Optional.of(new CameraMove(0, 0, zoom));
      case 4 -> Optional.of(new CameraMove(0, 0, 1 / zoom));
      default -> Optional.empty();
    };
  }

  private static int best(float[] logits, int from, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (logits[from + k] > logits[from + best]) {
        best = k;
      }
    }
    return best;
  }
}
