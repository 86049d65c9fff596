package zoetrope.app.shell;

import java.util.Optional;
import zoetrope.app.text.Texts;
import zoetrope.media.MediaException;
import zoetrope.service.render.Failures;
import zoetrope.story.StoryException;

/**
 * What went wrong, in the user's language: the file, the problem and the remedy. Errors whose
 * problem is not typed are told in English.
 */
record ErrorWords(Texts texts) {
  String of(Throwable error) {
    if (error instanceof MediaException media) {
      return texts.get(
          "problem.file",
          media.file(),
          texts.get("problem.media." + media.problem(), media.facts().toArray()),
          texts.get("problem.remedy." + media.remedy()));
    }
    if (error instanceof StoryException story && story.told().isPresent()) {
      StoryException.Told told = story.told().get();
      return texts.get(
          "problem.story",
          told.place(),
          texts.get("problem.story." + told.problem(), told.facts().toArray()));
    }
    Optional<String> limit = Failures.limit(error);
    if (limit.isPresent()) {
      return texts.get("problem.unfit", texts.get("inspector.limit." + limit.get()));
    }
    if (Failures.expected(error)) {
      return Failures.words(error);
    }
    return error instanceof OutOfMemoryError
        ? texts.get("problem.memory")
        : texts.get("problem.program", error);
  }
}
