package zoetrope.service.export;

import java.util.List;
import zoetrope.film.picture.TitlePainter;
import zoetrope.film.picture.TitleProblem;
import zoetrope.story.document.Story;

/** What of a film's titles will not look as it was meant, before anything is rendered. */
public final class TitleCheck {
  private TitleCheck() {}

  /** In the order of the titles; titles after the film's end are not seen. */
  public static List<TitleProblem> problems(Story story, ExportSettings settings) {
    FrameSize.Pixels frame = settings.frame(story.format());
    TitlePainter painter = new TitlePainter(frame.width(), frame.height());
    return story.timeline().titles().stream()
        .filter(title -> title.place().before(story.length().end()).isPresent())
        .flatMap(title -> painter.problems(title).stream())
        .toList();
  }
}
