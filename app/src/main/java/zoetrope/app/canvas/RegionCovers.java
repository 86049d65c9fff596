package zoetrope.app.canvas;

import java.util.Optional;
import zoetrope.app.model.AsyncCache;
import zoetrope.app.model.Workbench;
import zoetrope.app.warp.Coverage;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.motion.RegionArea;

/** What regions cover, read and found in the background, each once. */
final class RegionCovers {
  /** Objects that are remembered; each is as large as a cover. */
  private static final int OBJECTS = 24;

  /** An object to be found: what was drawn over it, and the picture that it is in. */
  private record Sought(RegionArea.Drawn drawn, Bitmap picture) {}

  private final Workbench bench;
  private final AsyncCache<RegionArea.Drawn, Coverage> drawn;
  private final AsyncCache<Sought, Coverage> objects;

  /** {@code arrived} is called whenever something has been read or found. */
  RegionCovers(Workbench bench, Runnable arrived) {
    this.bench = bench;
    drawn = new AsyncCache<>(bench.background(), arrived);
    objects = new AsyncCache<>(bench.background(), arrived, OBJECTS);
  }

  /** All that was drawn, at a size in pixels; empty while it is being read. */
  Optional<Coverage> of(RegionArea.Drawn area, int width, int height) {
    Optional<Coverage> known = drawn.known(area);
    return known.isPresent() ? known : made(area, width, height);
  }

  private Optional<Coverage> made(RegionArea.Drawn area, int width, int height) {
    return switch (area) {
      case RegionArea.Mask(MediaRef ref) ->
          bench
              .story()
              .file(ref)
              .flatMap(
                  f -> drawn.get(area, () -> Coverage.of(bench.bitmaps().read(f), width, height)));
      case RegionArea.Box b -> {
        Coverage box = Coverage.box(b.x(), b.y(), b.width(), b.height(), width, height);
        drawn.put(area, box);
        yield Optional.of(box);
      }
    };
  }

  /** Keeps what was just painted. */
  void put(MediaRef ref, Coverage cover) {
    drawn.put(new RegionArea.Mask(ref), cover);
  }

  /**
   * The object in a picture that something was drawn over; empty while it is looked for.
   *
   * @param cover of what was drawn
   */
  Optional<Coverage> object(RegionArea.Drawn area, Coverage cover, Bitmap picture) {
    StoryFormat film = bench.story().story().get().format();
    return objects.get(
        new Sought(area, picture),
        () ->
            Coverage.of(
                bench.bitmaps().object(picture, film.width(), film.height(), cover.bitmap()),
                cover.width(),
                cover.height()));
  }
}
