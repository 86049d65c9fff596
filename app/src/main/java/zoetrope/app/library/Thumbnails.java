package zoetrope.app.library;

import java.nio.file.Path;
import java.util.Optional;
import zoetrope.app.model.AsyncCache;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;

/** Small pictures of files, read in the background once. */
final class Thumbnails {
  private static final int SIDE = 128;

  private final Workbench bench;
  private final AsyncCache<Path, Bitmap> made;

  Thumbnails(Workbench bench, Runnable arrived) {
    this.bench = bench;
    made = new AsyncCache<>(bench.background(), arrived);
  }

  /** The picture of a file, cut out if asked for; empty while it is being read. */
  Optional<Bitmap> of(Path file, boolean cutout) {
    return made.get(
        file, () -> small(cutout ? bench.bitmaps().cutout(file) : bench.bitmaps().read(file)));
  }

  private static Bitmap small(Bitmap b) {
    int step = Math.max(1, Math.max(b.width(), b.height()) / SIDE);
    int w = b.width() / step;
    int h = b.height() / step;
    return b.scaled(Math.max(1, w), Math.max(1, h));
  }
}
