package zoetrope.service.studio;

import zoetrope.media.FilmPlan;
import zoetrope.media.Films;
import zoetrope.media.Picture;
import zoetrope.story.timeline.Title;

/** Titles as the finished film will show them. */
public final class TitleCards {
  private TitleCards() {}

  /** The title on a see-through picture of a size; takes a while, off the FX thread. */
  public static Bitmap paint(Title title, int width, int height) {
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
    return Bitmap.ofRgba(p.width(), p.height(), p.rgba());
  }
}
