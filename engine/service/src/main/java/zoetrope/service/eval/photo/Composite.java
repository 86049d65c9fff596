package zoetrope.service.eval.photo;

import zoetrope.core.image.RgbaImage;

/**
 * A photo with an object in it that was not there.
 *
 * @param picture in the photo's own pixels
 * @param object where in the film's frame the object is, one value a pixel
 */
@SuppressWarnings("ArrayRecordComponent")
record Composite(RgbaImage picture, boolean[] object) {

  /**
   * Lays an object on the part of a photo that fills a frame.
   *
   * @param look the object, see-through around
   * @param x of its middle in fractions of the frame, y likewise
   * @param size its longer side in frame heights
   * @param width of the frame in pixels, height likewise
   */
  static Composite of(
      RgbaImage photo, RgbaImage look, double x, double y, double size, int width, int height) {
    double k = Math.max((double) width / photo.width(), (double) height / photo.height());
    double scale = size * height / k / Math.max(look.width(), look.height());
    RgbaImage laid =
        look.scaled(
            Math.max(2, (int) Math.round(look.width() * scale)),
            Math.max(2, (int) Math.round(look.height() * scale)));
    int left = (int) Math.round(photo.width() / 2.0 + (x - .5) * width / k - laid.width() / 2.0);
    int top = (int) Math.round(photo.height() / 2.0 + (y - .5) * height / k - laid.height() / 2.0);
    byte[] picture = photo.rgba().clone();
    byte[] cover = new byte[picture.length];
    for (int i = 3; i < cover.length; i += 4) {
      cover[i] = -1;
    }
    for (int py = Math.max(0, top); py < Math.min(photo.height(), top + laid.height()); py++) {
      for (int px = Math.max(0, left); px < Math.min(photo.width(), left + laid.width()); px++) {
        int from = 4 * ((py - top) * laid.width() + px - left);
        over(laid.rgba(), from, picture, cover, 4 * (py * photo.width() + px));
      }
    }
    RgbaImage covered = new RgbaImage(photo.width(), photo.height(), cover);
    return new Composite(
        new RgbaImage(photo.width(), photo.height(), picture),
        Pixels.bright(TrueView.whole(covered, width, height)));
  }

  private static void over(byte[] top, int from, byte[] picture, byte[] cover, int to) {
    int alpha = top[from + 3] & 255;
    for (int c = 0; c < 3; c++) {
      int below = picture[to + c] & 255;
      picture[to + c] = (byte) (below + Math.round(alpha * ((top[from + c] & 255) - below) / 255f));
      cover[to + c] = (byte) alpha;
    }
    picture[to + 3] = (byte) Math.max(alpha, picture[to + 3] & 255);
  }
}
