package zoetrope.service.engine;

import java.nio.file.Path;
import zoetrope.core.task.CancelToken;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.render.Progress;
import zoetrope.service.render.TakeSource;

/**
 * Does what is heavy in jobs, in this process or in another. Takes and films may be made at the
 * same time, each kind by one thread. Whoever makes it closes it.
 */
public interface JobEngine extends TakeSource, AutoCloseable {
  /**
   * Binds the film.
   *
   * @throws zoetrope.core.task.CancelledException when cancelled; then no file is left
   */
  void film(Path file, ExportSettings settings, Progress progress, CancelToken cancel);

  @Override
  void close();
}
