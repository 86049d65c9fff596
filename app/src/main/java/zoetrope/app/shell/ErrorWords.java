package zoetrope.app.shell;

import zoetrope.app.text.Texts;
import zoetrope.diffusion.UnfitShotException;
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
    if (error instanceof UnfitShotException unfit) {
      return texts.get("problem.unfit", texts.get("inspector.limit." + unfit.limit()));
    }
    if (Failures.expected(error)) {
      return Failures.words(error);
    }
    return error instanceof OutOfMemoryError
        ? texts.get("problem.memory")
        : texts.get("problem.program", error);
  }
}
