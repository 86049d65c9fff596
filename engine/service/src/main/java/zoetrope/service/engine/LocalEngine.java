package zoetrope.service.engine;

import java.nio.file.Path;
import java.util.Optional;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.service.Installation;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.Engine;
import zoetrope.service.render.FilmBinder;
import zoetrope.service.render.Progress;
import zoetrope.service.take.MadeTake;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.document.Shot;
import zoetrope.story.store.StoryStore;

/** The engine in this process, loaded for the first shot and kept until this is closed. */
public final class LocalEngine implements JobEngine {
  private final Installation home;
  private final StoryStore store;
  private Optional<Engine> engine = Optional.empty();

  /**
   * @param store is read only, and stays the caller's to close, after this
   */
  public LocalEngine(Installation home, StoryStore store) {
    this.home = home;
    this.store = store;
  }

  @Override
  public MadeTake make(
      Shot shot, long seed, TakeFolder folder, Progress progress, CancelToken cancel) {
    Engine loaded = engine.orElseGet(() -> Engine.open(home, Precision.INT8));
    engine = Optional.of(loaded);
    return loaded.takes(store).make(shot, seed, folder, progress, cancel);
  }

  @Override
  public void film(Path file, ExportSettings settings, Progress progress, CancelToken cancel) {
    new FilmBinder(store, Delivery.usual()).bind(file, settings, progress, cancel);
  }

  @Override
  public void close() {
    engine.ifPresent(Engine::close);
    engine = Optional.empty();
  }
}
