package zoetrope.app.library;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;

/** Small pictures of files, read in the background once. */
final class Thumbnails {
  private static final int SIDE = 128;

  private final Workbench bench;
  private final Runnable arrived;
  private final Map<Path, Bitmap> known = new HashMap<>();
  private final Set<Path> asked = new HashSet<>();

  Thumbnails(Workbench bench, Runnable arrived) {
    this.bench = bench;
    this.arrived = arrived;
  }

  /** The picture of a file, cut out if asked for; empty while it is being read. */
  Optional<Bitmap> of(Path file, boolean cutout) {
    if (!known.containsKey(file) && asked.add(file)) {
      bench
          .background()
          .run(
              () -> small(cutout ? bench.bitmaps().cutout(file) : bench.bitmaps().read(file)),
              b -> {
                known.put(file, b);
                arrived.run();
              });
    }
    return Optional.ofNullable(known.get(file));
  }

  private static Bitmap small(Bitmap b) {
    int step = Math.max(1, Math.max(b.width(), b.height()) / SIDE);
    int w = b.width() / step;
    int h = b.height() / step;
    return b.scaled(Math.max(1, w), Math.max(1, h));
  }
}
