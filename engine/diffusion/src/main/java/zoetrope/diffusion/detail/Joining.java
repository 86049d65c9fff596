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

  /** Cover from which something that moves hides the light behind it. */
  private static final float TOUCHED = .01f;

  /** Changes of light below this are the model's blur and noise. */
  private static final float CORE = .02f;

  /** Mean difference of colours up to which both show the same. */
  private static final float SAME = .06f;

  /** The same from which on the model has painted something else. */
  private static final float OTHER = .16f;

  private final Image model;
  private final Image source;
  private final Image moving;
  private final Image sure;

  /**
   * @param source the same frame as the source knows it
   * @param moving cover of what moves in it
   * @param sure where what stands still is known, 0 to 1
   */
  Joining(Image model, Image source, Image moving, Image sure) {
    this.model = model;
    this.source = source;
    this.moving = moving;
    this.sure = sure;
  }

  Image plan() {
    int n = model.width() * model.height();
    Image wide = moving.averaged(2);
    Image light = light(wide);
    Image coarse = apart(model.averaged(4), source.averaged(4)).averaged(2);
    Image fine = apart(model.averaged(2), source.averaged(2)).averaged(2);
    Image shade = shade(fine);
    Image out = Image.empty(model.width(), model.height(), CHANNELS);
    for (int i = 0; i < n; i++) {
      System.arraycopy(light.v(), 3 * i, out.v(), CHANNELS * i, 3);
      out.v()[CHANNELS * i + STILL] = sure.v()[i] * agreement(coarse.v()[i]);
      out.v()[CHANNELS * i + MOVES] = Math.clamp(2 * wide.v()[i], 0, 1);
      out.v()[CHANNELS * i + THINGS] = agreement(fine.v()[i]);
      System.arraycopy(shade.v(), 3 * i, out.v(), CHANNELS * i + SHADE, 3);
    }
    return out;
  }

  /**
   * What the model changes of the light on what moves, taken where both agree: beside an outline
   * that the model has drawn elsewhere the difference is no light.
   */
  private Image shade(Image apart) {
    int n = model.width() * model.height();
    Image sums = Image.empty(model.width(), model.height(), 4);
    for (int i = 0; i < n; i++) {
      float weight = agreement(apart.v()[i]);
      for (int c = 0; c < 3; c++) {
        sums.v()[4 * i + c] = weight * (model.v()[3 * i + c] - source.v()[3 * i + c]);
      }
      sums.v()[4 * i + 3] = weight;
    }
    Image smooth = sums.averaged(SHADING).averaged(SHADING);
    Image out = Image.empty(model.width(), model.height(), 3);
    for (int i = 0; i < n; i++) {
      float weight = Math.max(.05f, smooth.v()[4 * i + 3]);
      for (int c = 0; c < 3; c++) {
        out.v()[3 * i + c] = Math.clamp(smooth.v()[4 * i + c] / weight, -STRONGEST, STRONGEST);
      }
    }
    return out;
  }

  private static float agreement(float apart) {
    float x = Math.clamp((apart - SAME) / (OTHER - SAME), 0, 1);
    return 1 - x * x * (3 - 2 * x);
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
   * What moves has no say in the light beside it.
   */
  private Image light(Image wide) {
    int n = model.width() * model.height();
    Image sums = Image.empty(model.width(), model.height(), 4);
    for (int i = 0; i < n; i++) {
      float weight = wide.v()[i] > TOUCHED ? 0 : 1;
      for (int c = 0; c < 3; c++) {
        sums.v()[4 * i + c] = weight * (model.v()[3 * i + c] - source.v()[3 * i + c]);
      }
      sums.v()[4 * i + 3] = weight;
    }
    Image smooth = sums.averaged(LIGHT).averaged(LIGHT);
    Image out = Image.empty(model.width(), model.height(), 3);
    for (int i = 0; i < n; i++) {
      float weight = Math.max(1e-3f, smooth.v()[4 * i + 3]);
      for (int c = 0; c < 3; c++) {
        float r = smooth.v()[4 * i + c] / weight;
        out.v()[3 * i + c] = Math.copySign(Math.max(0, Math.abs(r) - CORE), r);
      }
    }
    return out;
  }
}
