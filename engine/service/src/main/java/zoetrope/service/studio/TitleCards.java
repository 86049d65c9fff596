package zoetrope.service.studio;

import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.media.Picture;
import zoetrope.story.timeline.Title;

/** Titles as the finished film will show them. */
public final class TitleCards {
  private TitleCards() {}

  /**
   * A title's visible part.
   *
   * @param x columns of the frame left of it
   * @param y rows of the frame above it
   */
  public record Card(int x, int y, Bitmap picture) {}

  /**
   * What shows of a title on a frame of {@code width x height} pixels; takes a while, off the FX
   * thread.
   */
  public static Card paint(Title title, int width, int height) {
    Picture p =
        Films.title(
            new FilmPlan.Title(
                title.text(),
                0,
                1,
                FilmPlan.Place.valueOf(title.position().name()),
                FilmPlan.Style.valueOf(title.style().name())),
            width,
            height);
    return visible(Bitmap.ofRgba(p.width(), p.height(), p.rgba()));
  }

  /** Most of a frame with a title is empty, and mixing emptiness in takes time on every frame. */
  static Card visible(Bitmap b) {
    int left = b.width();
    int top = b.height();
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < b.argb().length; i++) {
      if (b.argb()[i] >>> 24 != 0) {
        left = Math.min(left, i % b.width());
        right = Math.max(right, i % b.width() + 1);
        top = Math.min(top, i / b.width());
        bottom = i / b.width() + 1;
      }
    }
    if (bottom == 0) {
      return new Card(0, 0, new Bitmap(1, 1, new int[1]));
    }
    int w = right - left;
    int[] cut = new int[w * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      System.arraycopy(b.argb(), y * b.width() + left, cut, (y - top) * w, w);
    }
    return new Card(left, top, new Bitmap(w, bottom - top, cut));
  }
}
