package zoetrope.diffusion.detail;

/**
 * How a model's frame and the source are joined, in the model's pixels: where the source is
 * trusted, and what light the model adds.
 */
final class Joining {
  /** Of a plan: the change of light (3), then these. */
  static final int CHANNELS = 9;

  /** How far the still source is trusted. */
  static final int STILL = 3;

  /** How far the place belongs to what moves. */
  static final int MOVES = 4;

  /** How far the source of what moves is trusted. */
  static final int THINGS = 5;

  /** The change of light on what moves (3). */
  static final int SHADE = 6;

  /** Light is smooth: half the square of its filter, which runs twice. */
  private static final int LIGHT = 4;

  /** The same for what moves, on which shadows are smaller. */
  private static final int SHADING = 2;

  /** The most that light changes a colour of what moves. */
  private static final float STRONGEST = .25f;

  /** Cover from which something hides the light behind it. */
  private static final float TOUCHED = .01f;

  /** Changes of light below this are the model's blur and noise. */
  private static final float CORE = .02f;

  /** Mean difference of colours up to which both show the same. */
  private static final float SAME = .06f;

  /** The same from which on the model has painted something else. */
  private static final float OTHER = .16f;

  /** How far from what moves its light and shadow reach: half a square, in pixels. */
  private static final int REACH = 12;

  /** Share of a moving view that may differ from the source before it is another scene. */
  private static final float FEW = .25f;

  /** The same from which on it is one for certain. */
  private static final float MANY = .5f;

  private final Image model;
  private final Image source;
  private final Image moving;
  private final Image sure;
  private final Image made;
  private final boolean carried;

  /**
   * @param source the same frame as the source knows it
   * @param moving cover of what moves in it
   * @param sure where what stands still is known, 0 to 1
   * @param made where that is made up, as the model has made it up otherwise; 0 to 1
   * @param carried whether a camera carries it along
   */
  Joining(Image model, Image source, Image moving, Image sure, Image made, boolean carried) {
    this.carried = carried;
    this.model = model;
    this.source = source;
    this.moving = moving;
    this.sure = sure;
    this.made = made;
  }

  Image plan() {
    int n = model.width() * model.height();
    Image wide = moving.averaged(2);
    Image coarse = agreement(4);
    Image fine = agreement(2);
    Image light = light(wide);
    Image shade = shade(fine);
    Image say = say(coarse);
    Image out = Image.empty(model.width(), model.height(), CHANNELS);
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        out.v()[CHANNELS * i + c] = say.v()[i] * light.v()[3 * i + c];
      }
      float other = say.v()[i] * (1 - coarse.v()[i]) * (1 - Math.clamp(2 * made.v()[i], 0, 1));
      out.v()[CHANNELS * i + STILL] = sure.v()[i] * (1 - other);
      out.v()[CHANNELS * i + MOVES] = Math.clamp(2 * wide.v()[i], 0, 1);
      out.v()[CHANNELS * i + THINGS] = fine.v()[i];
      System.arraycopy(shade.v(), 3 * i, out.v(), CHANNELS * i + SHADE, 3);
    }
    return out;
  }

  /**
   * How far the model has a say in what stands still, 0 to 1. A picture that a camera carries along
   * loses its way here and there in the model's frames; where nothing moves nearby nothing can have
   * changed, unless most of the frame is another scene.
   */
  private Image say(Image agreement) {
    Image near = moving.averaged(REACH);
    float apart = 0;
    float known = 1e-3f;
    for (int i = 0; i < near.v().length; i++) {
      apart += sure.v()[i] * (1 - agreement.v()[i]);
      known += sure.v()[i];
    }
    float whole = carried ? Math.clamp((apart / known - FEW) / (MANY - FEW), 0, 1) : 1;
    for (int i = 0; i < near.v().length; i++) {
      near.v()[i] = Math.max(whole, Math.clamp(8 * near.v()[i], 0, 1));
    }
    return near;
  }

  /** How far both show the same, 1 to 0, by their colours over squares of that radius. */
  private Image agreement(int radius) {
    Image out = apart(model.averaged(radius), source.averaged(radius)).averaged(2);
    for (int i = 0; i < out.v().length; i++) {
      float x = Math.clamp((out.v()[i] - SAME) / (OTHER - SAME), 0, 1);
      out.v()[i] = 1 - x * x * (3 - 2 * x);
    }
    return out;
  }

  /** Mean difference of colours, one value a pixel. */
  private static Image apart(Image a, Image b) {
    Image out = Image.empty(a.width(), a.height(), 1);
    for (int i = 0; i < out.v().length; i++) {
      float sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += Math.abs(a.v()[3 * i + c] - b.v()[3 * i + c]);
      }
      out.v()[i] = sum / 3;
    }
    return out;
  }

  /**
   * What the model adds to the still source: smooth, since its frames lack the source's texture.
   * What moves has no say in the light beside it, nor have two ways of making up one place.
   */
  private Image light(Image wide) {
    Image weights = Image.empty(model.width(), model.height(), 1);
    for (int i = 0; i < weights.v().length; i++) {
      weights.v()[i] = wide.v()[i] > TOUCHED || made.v()[i] > TOUCHED ? 0 : 1;
    }
    Image out = difference(weights, LIGHT, 1e-3f);
    for (int i = 0; i < out.v().length; i++) {
      float r = out.v()[i];
      out.v()[i] = Math.copySign(Math.max(0, Math.abs(r) - CORE), r);
    }
    return out;
  }

  /**
   * What the model changes of the light on what moves, taken where both agree: beside an outline
   * that the model has drawn elsewhere the difference is no light.
   */
  private Image shade(Image agreement) {
    Image out = difference(agreement, SHADING, .05f);
    for (int i = 0; i < out.v().length; i++) {
      out.v()[i] = Math.clamp(out.v()[i], -STRONGEST, STRONGEST);
    }
    return out;
  }

  /**
   * The model's colours less the source's, smooth.
   *
   * @param weights how far each pixel counts, one value each
   * @param radius half the square of the filter, which runs twice
   * @param least weight that is divided by: where hardly anything counts the difference goes to 0
   */
  private Image difference(Image weights, int radius, float least) {
    int n = model.width() * model.height();
    Image sums = Image.empty(model.width(), model.height(), 4);
    for (int i = 0; i < n; i++) {
      float weight = weights.v()[i];
      for (int c = 0; c < 3; c++) {
        sums.v()[4 * i + c] = weight * (model.v()[3 * i + c] - source.v()[3 * i + c]);
      }
      sums.v()[4 * i + 3] = weight;
    }
    Image smooth = sums.averaged(radius).averaged(radius);
    Image out = Image.empty(model.width(), model.height(), 3);
    for (int i = 0; i < n; i++) {
      float weight = Math.max(least, smooth.v()[4 * i + 3]);
      for (int c = 0; c < 3; c++) {
        out.v()[3 * i + c] = smooth.v()[4 * i + c] / weight;
      }
    }
    return out;
  }
}
