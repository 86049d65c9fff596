package zoetrope.diffusion.model.starter;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import zoetrope.diffusion.model.starter.Scene.Pick;
import zoetrope.diffusion.model.starter.World.Light;
import zoetrope.diffusion.model.starter.World.Mood;
import zoetrope.diffusion.model.starter.World.Place;
import zoetrope.diffusion.model.starter.World.Weather;

/**
 * Reads from a prompt which place, time, weather and mood it means: multinomial logistic regression
 * on its embedding, with the prompt's known words as further evidence. Together with a layout that
 * the seed picks this is the scene code, the starter model's discrete latent: a prior from text to
 * a code that the denoiser draws, as in unCLIP (Ramesh et al. 2022).
 */
final class ScenePrior {
  /** Layouts the model knows of each place. */
  static final int LAYOUTS = 4;

  /** Places the model knows. */
  static final int PLACES = 10;

  static final int TIMES = 4;
  static final int WEATHERS = 5;
  private static final int MOODS = 3;

  /** Camera moves, which it was trained to read too and does not read well enough. */
  private static final int CAMERAS = 5;

  private static final int LOGITS = PLACES + TIMES + WEATHERS + MOODS + CAMERAS;

  /** Length of a scene code: one-hot layout of a place, then time, weather and mood. */
  static final int CODE = PLACES * LAYOUTS + TIMES + WEATHERS + MOODS;

  /**
   * What a word that names a class adds to its logarithm of odds. Where the embedding knows better
   * than a word ("a submarine beneath the ocean" is no beach) it leads by 13 and more; where words
   * from outside the model's world blur it, by 8 at most.
   */
  private static final double WORD = 8;

  /**
   * What saying nothing adds to the usual's, as what captions left open was the usual in training.
   * "Drenched streets" are led into rain by 8, what has nothing to do with weather by 5 at most.
   */
  private static final double SILENCE = 5;

  /** What a part of a scene adds where nothing names the scene: less than a name does. */
  private static final double HINT = 4;

  /**
   * What is taken from places without a sky where no word names one: nobody means outer space by "a
   * dog and a cat", of which the embedding knows nothing.
   */
  private static final double REMOTE = 6;

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

  /** The scene that a prompt means. */
  Scene scene(float[] text, SceneWords words) {
    float[] logits = logits(text);
    return new Scene(
        pick(Place.class, logits, 0, words, unfit(words)),
        pick(Light.class, logits, PLACES, words, Set.of()),
        pick(Weather.class, logits, PLACES + TIMES, words, Set.of()),
        pick(Mood.class, logits, PLACES + TIMES + WEATHERS, words, Set.of()));
  }

  /** Places that do not show the light or the weather that the prompt names. */
  private static Set<Place> unfit(SceneWords words) {
    Set<Place> out = EnumSet.noneOf(Place.class);
    for (Place p : Place.values()) {
      List<Light> lights = words.named(Light.class);
      List<Weather> weathers = words.named(Weather.class);
      if ((!lights.isEmpty() && lights.stream().noneMatch(p::shows))
          || (!weathers.isEmpty() && weathers.stream().noneMatch(p::shows))) {
        out.add(p);
      }
    }
    return out;
  }

  /**
   * The likeliest class of those that the prompt does not exclude.
   *
   * @param unfit what must be named to be chosen
   */
  private static <E extends Enum<E>> Pick<E> pick(
      Class<E> type, float[] logits, int from, SceneWords words, Set<E> unfit) {
    E[] all = type.getEnumConstants();
    List<E> named = words.named(type);
    Set<E> hinted = words.hinted(type);
    Set<E> excluded = words.negated(type);
    excluded.addAll(named.isEmpty() ? unfit : Set.of());
    excluded.removeAll(named);
    boolean none = excluded.size() == all.length;
    double[] score = new double[all.length];
    int best = 0;
    for (int k = 0; k < all.length; k++) {
      boolean out = !none && excluded.contains(all[k]);
      score[k] = out ? Double.NEGATIVE_INFINITY : logits[from + k] + spoken(all[k], named, hinted);
      best = score[k] > score[best] ? k : best;
    }
    double sum = 0;
    for (double s : score) {
      sum += StrictMath.exp(s - score[best]);
    }
    return new Pick<>(all[best], 1 / sum);
  }

  /** What words, or saying nothing, add to a class's score. */
  private static <E extends Enum<E>> double spoken(E value, List<E> named, Set<E> hinted) {
    if (!named.isEmpty()) {
      return named.contains(value) ? WORD : 0;
    }
    double silence = World.usual(value) && hinted.isEmpty() ? SILENCE : 0;
    double remote = value instanceof Place p && p.remote() && !hinted.contains(value) ? REMOTE : 0;
    return silence - remote + (hinted.contains(value) ? HINT : 0);
  }
}
