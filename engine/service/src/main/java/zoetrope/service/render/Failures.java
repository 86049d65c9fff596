package zoetrope.service.render;

import java.util.Optional;
import zoetrope.c2pa.ManifestException;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.runtime.InferenceException;
import zoetrope.media.MediaException;
import zoetrope.service.models.ModelException;
import zoetrope.service.models.download.DownloadException;
import zoetrope.service.stock.StockException;
import zoetrope.service.take.TakeException;
import zoetrope.story.StoryException;

/** What went wrong, for users: one place for command line, queue and editor. */
public final class Failures {
  private Failures() {}

  /** Whether the message of {@code e} is made for users: it names place, problem and remedy. */
  public static boolean expected(Throwable e) {
    return e instanceof StoryException
        || e instanceof CheckpointException
        || e instanceof InferenceException
        || e instanceof MediaException
        || e instanceof ModelException
        || e instanceof DownloadException
        || e instanceof ManifestException
        || e instanceof RenderException
        || e instanceof RequestException
        || e instanceof StockException
        || e instanceof TakeException
        || e instanceof UnfitShotException;
  }

  /** The name of the limit of a model that a shot ran into, if that is what went wrong. */
  public static Optional<String> limit(Throwable e) {
    return e instanceof UnfitShotException unfit
        ? Optional.of(unfit.limit().name())
        : Optional.empty();
  }

  /** What to tell users; where the error was not expected, that it is the program's. */
  public static String words(Throwable e) {
    if (expected(e)) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof OutOfMemoryError) {
      return "the memory does not suffice; close other programs, or make the shot shorter, and try"
          + " again";
    }
    return "the program made a mistake: %s; try again, and report it if it happens again"
        .formatted(e);
  }
}
