package zoetrope.diffusion.detail;

import java.util.stream.IntStream;
import zoetrope.core.image.PixelRect;

/**
 * A frame as the source knows it, in the film's pixels and in the model's, with what moves bent as
 * the model has bent it.
 */
final class Source {
  /** Pixels of the model's around things that belong to them: shadows, soft edges, bends. */
  static final int MARGIN = 10;

  private final KnownFrames.Frame frame;
  private final Image small;
  private final Image moving;
  private final Image fine;
  private final PixelRect film;

  /**
   * @param still what stands still, in the model's pixels
   * @param under what else is behind what moves, likewise
   * @param near the model's pixels around what moves; empty where nothing does
   */
  Source(KnownFrames.Frame frame, Image model, Image still, Image under, PixelRect near) {
    this.frame = frame;
    moving = Image.empty(model.width(), model.height(), 1);
    film = inFilm(near, model);
    if (near.width() == 0) {
      small = still;
      fine = Image.empty(1, 1, 3);
      return;
    }
    small = new Image(still.width(), still.height(), 3, still.v().clone());
    Image straight = composed(under);
    put(straight, near, small);
    cover(near);
    fine = bent(straight, cut(model, near), cut(small, near), near);
    put(fine, near, small);
  }

  private PixelRect inFilm(PixelRect near, Image model) {
    int w = frame.things().width();
    int h = frame.things().height();
    int left = near.x() * w / model.width();
    int top = near.y() * h / model.height();
    int right = Math.min(w, Math.ceilDiv((near.x() + near.width()) * w, model.width()));
    int bottom = Math.min(h, Math.ceilDiv((near.y() + near.height()) * h, model.height()));
    return new PixelRect(left, top, right - left, bottom - top);
  }

  /** Things over the plate, or over what else is behind them where none is known. */
  private Image composed(Image under) {
    Image out = Image.empty(film.width(), film.height(), 3);
    float across = (float) under.width() / frame.things().width();
    float down = (float) under.height() / frame.things().height();
    IntStream.range(0, film.height())
        .parallel()
        .forEach(
            y -> {
              float[] behind = new float[3];
              for (int x = 0; x < film.width(); x++) {
                int fx = film.x() + x;
                int fy = film.y() + y;
                int i = frame.things().at(fx, fy);
                float gap = 1 - frame.things().v()[i + 3];
                if (frame.plate().v()[i + 3] > 0) {
                  System.arraycopy(frame.plate().v(), i, behind, 0, 3);
                } else if (gap > 0) {
                  under.sample((fx + .5f) * across - .5f, (fy + .5f) * down - .5f, behind, 0);
                }
                for (int c = 0; c < 3; c++) {
                  out.v()[out.at(x, y) + c] = frame.things().v()[i + c] + gap * behind[c];
                }
              }
            });
    return out;
  }

  /** Scales a cut of the film into its place in the model's pixels. */
  private static void put(Image cut, PixelRect near, Image into) {
    Image scaled = cut.resized(near.width(), near.height());
    for (int y = 0; y < near.height(); y++) {
      System.arraycopy(
          scaled.v(), scaled.at(0, y), into.v(), into.at(near.x(), near.y() + y), 3 * near.width());
    }
  }

  private static Image cut(Image of, PixelRect r) {
    Image out = Image.empty(r.width(), r.height(), of.channels());
    for (int y = 0; y < r.height(); y++) {
      System.arraycopy(
          of.v(), of.at(r.x(), r.y() + y), out.v(), out.at(0, y), of.channels() * r.width());
    }
    return out;
  }

  private void cover(PixelRect near) {
    Image alpha = Image.empty(film.width(), film.height(), 1);
    for (int y = 0; y < film.height(); y++) {
      for (int x = 0; x < film.width(); x++) {
        alpha.v()[alpha.at(x, y)] =
            frame.things().v()[frame.things().at(film.x() + x, film.y() + y) + 3];
      }
    }
    Image scaled = alpha.resized(near.width(), near.height());
    for (int y = 0; y < near.height(); y++) {
      System.arraycopy(
          scaled.v(), scaled.at(0, y), moving.v(), moving.at(near.x(), near.y() + y), near.width());
    }
  }

  /** The film's cut as the model has bent it: by its flow, where things are. */
  private Image bent(Image straight, Image model, Image source, PixelRect near) {
    Image flow = Flow.between(source, model);
    Image here = cut(moving, near).averaged(2);
    for (int i = 0; i < near.width() * near.height(); i++) {
      float share = Math.clamp(3 * here.v()[i], 0, 1);
      flow.v()[2 * i] *= share;
      flow.v()[2 * i + 1] *= share;
    }
    Image out = Image.empty(film.width(), film.height(), 3);
    float across = (float) film.width() / near.width();
    float down = (float) film.height() / near.height();
    IntStream.range(0, film.height())
        .parallel()
        .forEach(
            y -> {
              float[] d = new float[2];
              for (int x = 0; x < film.width(); x++) {
                flow.bilinear((x + .5f) / across - .5f, (y + .5f) / down - .5f, d);
                straight.sample(x + d[0] * across, y + d[1] * down, out.v(), out.at(x, y));
              }
            });
    return out;
  }

  /** The frame in the model's pixels. */
  Image small() {
    return small;
  }

  /** Cover of what moves, in the model's pixels, one value each. */
  Image moving() {
    return moving;
  }

  /** A colour of what stands still; any where none is known. */
  float still(int x, int y, int channel) {
    return frame.plate().v()[frame.plate().at(x, y) + channel];
  }

  /** A pixel with what moves in it. */
  void fine(int x, int y, float[] otherwise, float[] out) {
    int fx = x - film.x();
    int fy = y - film.y();
    if (fx >= 0 && fy >= 0 && fx < film.width() && fy < film.height()) {
      System.arraycopy(fine.v(), fine.at(fx, fy), out, 0, 3);
    } else {
      System.arraycopy(otherwise, 0, out, 0, 3);
    }
  }
}
