package zoetrope.film.picture;

import java.util.List;
import zoetrope.story.timeline.Title;

/** What will not look as it was meant, known before anything is rendered. */
public sealed interface TitleProblem {
  /** The title that has it. */
  Title title();

  /**
   * No font here has a picture for some of its characters; boxes stand for them.
   *
   * @param characters each once, in the order of the title
   */
  record MissingGlyphs(Title title, List<String> characters) implements TitleProblem {
    public MissingGlyphs {
      characters = List.copyOf(characters);
    }
  }

  /** It only fits into the frame in type that is too small to be read. */
  record TooLong(Title title) implements TitleProblem {}
}
