package zoetrope.diffusion.detail;

import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;
import zoetrope.diffusion.fill.PushPull;

/**
 * Takes the traces off that a model leaves around what moves and along its way. A latent pixel at
 * the border of a character is a mix of it and of what is behind; decoded, that is a ring some
 * pixels wide. What the model was given to be behind is laid there instead, in the light that the
 * frame has around the way. Where the frame around it is not what was given, as in moving water,
 * the model knows better and its picture stays.
 */
final class TraceRemoval {
  /** How far traces reach, in the model's pixels: two and a half of latents of eight. */
  private static final int REACH = 20;

  /** Over so many pixels to either side of that they are faded out. */
  private static final int FADE = 4;

  /** Half the square of the filter of light, which runs twice. */
  private static final int LIGHT = 6;

  /** Half the square of the filter, which runs twice, that takes traces with it. */
  private static final int SOFT = 3;

  /** Mean fine difference up to which the frame is what was given. */
  private static final float SAME = .006f;

  /** The same from which on it is another. */
  private static final float OTHER = .02f;

  /** Below this a share is none. */
  private static final float TRACE = 1e-4f;

  /** How far a model bends a thing out of its outline, in pixels. */
  private static final int BEND = 6;

  /** The lowest part of a thing, of its height, below which its shadow is. */
  private static final float FEET = .25f;

  /** How far down a shadow reaches, of that height. */
  private static final float SHADOW = .15f;

  private final RgbClip behind;
  private final MotionGuide guide;
  private final Image share;

  /**
   * A frame without traces.
   *
   * @param frame as the film shows it
   * @param under the same with nothing in it of what moves, near its outline
   */
  record Cleared(Image frame, Image under) {}

  /**
   * @param behind what lies behind all that moves, in the size of the model's frames
   */
  TraceRemoval(ShotRequest shot, RgbClip behind) {
    this.behind = behind;
    int w = behind.width();
    int h = behind.height();
    guide = new MotionGuide(shot, w, h);
    float[] near = Layer.dilate(guide.swept(), w, h, REACH);
    share = new Image(w, h, 1, near).averaged(FADE);
  }

  /** A frame of the model's, of the same size. */
  Cleared cleared(int t, Image model) {
    int w = model.width();
    int h = model.height();
    Image plate = Image.ofRgb(w, h, behind.rgb(), 3 * w * h * Math.min(t, behind.frames() - 1));
    Layer things = guide.at(t);
    Image apart = less(model, plate);
    Image cover = new Image(w, h, 1, things.alpha());
    Image trusted = trusted(apart, cover);
    Image light = light(apart, trusted);
    Image bent = bent(model, plate, things, cover);
    Image shadow = shadow(apart, light, plate, cover);
    Image frame = new Image(w, h, 3, model.v().clone());
    Image under = new Image(w, h, 3, model.v().clone());
    for (int i = 0; i < w * h; i++) {
      float k = share.v()[i] * trusted.v()[i];
      for (int c = 0; c < 3 && k > 0; c++) {
        int j = 3 * i + c;
        float clean = (plate.v()[j] + light.v()[j]) * (1 - shadow.v()[i]);
        under.v()[j] += k * (clean - model.v()[j]);
        frame.v()[j] += k * (1 - bent.v()[i]) * (clean - model.v()[j]);
      }
    }
    return new Cleared(frame, under);
  }

  private static Image less(Image a, Image b) {
    Image out = Image.empty(a.width(), a.height(), 3);
    for (int i = 0; i < out.v().length; i++) {
      out.v()[i] = a.v()[i] - b.v()[i];
    }
    return out;
  }

  /**
   * Difference of light, carried on from around the way to what is near it; what moves by itself
   * has no say in it.
   */
  private Image light(Image apart, Image trusted) {
    Image into = Image.empty(apart.width(), apart.height(), 1);
    for (int i = 0; i < into.v().length; i++) {
      into.v()[i] = Math.max(share.v()[i], 1 - trusted.v()[i]);
    }
    return carriedOn(apart, into).averaged(LIGHT).averaged(LIGHT);
  }

  /**
   * How far the frame is what was given, 0 to 1: by what is finer than traces, which are soft, and
   * near what moves by what is around it.
   */
  private Image trusted(Image apart, Image cover) {
    Image soft = apart.averaged(SOFT).averaged(SOFT);
    Image fine = Image.empty(apart.width(), apart.height(), 3);
    for (int i = 0; i < fine.v().length; i++) {
      fine.v()[i] = Math.abs(apart.v()[i] - soft.v()[i]);
    }
    Image around = carriedOn(fine, cover.averaged(REACH)).averaged(REACH);
    Image out = Image.empty(apart.width(), apart.height(), 1);
    for (int i = 0; i < out.v().length; i++) {
      out.v()[i] = Math.clamp((OTHER - around.grey(i)) / (OTHER - SAME), 0, 1);
    }
    return out;
  }

  /** A difference with what lies in a place filled from around it; none where all of it does. */
  private static Image carriedOn(Image of, Image place) {
    boolean[] open = new boolean[place.v().length];
    boolean known = false;
    for (int i = 0; i < open.length; i++) {
      open[i] = place.v()[i] > TRACE;
      known |= !open[i];
    }
    return known
        ? new Image(
            of.width(), of.height(), 3, PushPull.fill(of.width(), of.height(), of.v(), open))
        : Image.empty(of.width(), of.height(), 3);
  }

  /** Cover of what moves where it is drawn or the model has bent it to. */
  private static Image bent(Image model, Image plate, Layer things, Image cover) {
    int w = model.width();
    int h = model.height();
    Image drawn = Image.empty(w, h, 3);
    for (int i = 0; i < drawn.v().length; i++) {
      int from = i / 3 * 4;
      drawn.v()[i] = things.v()[from + i % 3] + (1 - things.v()[from + 3]) * plate.v()[i];
    }
    Image flow = Flow.between(drawn, model);
    Image near = cover.averaged(BEND);
    Image out = Image.empty(w, h, 1);
    float[] there = new float[1];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int i = y * w + x;
        if (near.v()[i] > 0) {
          cover.bilinear(x + flow.v()[2 * i], y + flow.v()[2 * i + 1], there);
          out.v()[i] = Math.clamp(Math.max(cover.v()[i], there[0]), 0, 1);
        }
      }
    }
    return out;
  }

  /** What part of the light is taken by the shadow below the feet of what moves. */
  private static Image shadow(Image apart, Image light, Image plate, Image cover) {
    int w = cover.width();
    int h = cover.height();
    Image out = Image.empty(w, h, 1);
    int top = 0;
    while (top < h && !covered(cover, top)) {
      top++;
    }
    int bottom = h;
    while (bottom > top && !covered(cover, bottom - 1)) {
      bottom--;
    }
    int reach = Math.max(1, Math.round(SHADOW * (bottom - top)));
    int feet = Math.round(bottom - FEET * (bottom - top));
    for (int x = 0; x < w && bottom > top; x++) {
      int foot = bottom - 1;
      while (foot >= feet && cover.v()[foot * w + x] < .5f) {
        foot--;
      }
      for (int y = foot + 1; foot >= feet && y <= Math.min(h - 1, foot + reach); y++) {
        int i = y * w + x;
        float lit = Math.max(1e-3f, plate.grey(i) + light.grey(i));
        float dark = Math.clamp((light.grey(i) - apart.grey(i)) / lit, 0, 1);
        out.v()[i] = dark * (1 - (y - foot - 1f) / reach);
      }
    }
    return out.averaged(1);
  }

  private static boolean covered(Image cover, int y) {
    for (int x = 0; x < cover.width(); x++) {
      if (cover.v()[y * cover.width() + x] > .5f) {
        return true;
      }
    }
    return false;
  }
}
