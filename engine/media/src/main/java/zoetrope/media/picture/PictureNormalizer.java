package zoetrope.media.picture;

import zoetrope.core.image.RgbaImage;
import zoetrope.media.colour.ToSrgb;
import zoetrope.media.decode.PixelAspect;

/** The last step of every picture: stored values to sRGB, upright, of square pixels. */
final class PictureNormalizer {
  private PictureNormalizer() {}

  static RgbaImage of(Rows rows, PictureMetadata notes) {
    ToSrgb step = ToSrgb.of(notes.space(rows.inks()));
    Reducer reducer = new Reducer(rows.width(), rows.height());
    short[] row = new short[rows.values()];
    byte[] rgba = new byte[4 * rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row);
      step.convert(row, rows.width(), rgba, 0);
      reducer.add(rgba);
    }
    return shown(reducer.picture(), notes);
  }

  /** Turns a picture upright and makes its pixels square. */
  static RgbaImage shown(RgbaImage p, PictureMetadata notes) {
    byte[] rgba = notes.orientation().upright(p.rgba(), 4, p.width(), p.height());
    RgbaImage upright =
        notes.orientation().sideways()
            ? new RgbaImage(p.height(), p.width(), rgba)
            : new RgbaImage(p.width(), p.height(), rgba);
    PixelAspect.Size size = notes.aspect().shown(p.width(), p.height(), notes.orientation());
    double k = Math.min(1, (double) Reducer.SIDE / Math.max(size.width(), size.height()));
    return upright.scaled(
        Math.max(1, (int) Math.round(size.width() * k)),
        Math.max(1, (int) Math.round(size.height() * k)));
  }
}
