package zoetrope.app.model;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import zoetrope.service.studio.TakeFrames;

/** Decoded clips for something that is drawn: what is not there yet is decoded, then drawn anew. */
public final class Clips {
  private final TakeFrames frames;
  private final UiThread ui;
  private final Runnable arrived;
  private final Set<Path> asked = new HashSet<>();

  /** {@code arrived} is called whenever a clip that was missing has been decoded. */
  public Clips(Workbench bench, Runnable arrived) {
    frames = bench.frames();
    ui = bench.ui();
    this.arrived = arrived;
  }

  /** The clip of a file; empty while it is being decoded. */
  public Optional<TakeFrames.Clip> now(Path file) {
    Optional<TakeFrames.Clip> now = frames.now(file);
    if (now.isEmpty() && asked.add(file)) {
      frames.load(file).whenComplete((c, e) -> ui.later(() -> decoded(file, c != null)));
    }
    return now;
  }

  private void decoded(Path file, boolean well) {
    asked.remove(file);
    if (well) {
      arrived.run();
    }
  }
}
