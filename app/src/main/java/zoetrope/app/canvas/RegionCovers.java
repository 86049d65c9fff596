package zoetrope.app.canvas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zoetrope.app.model.AsyncCache;
import zoetrope.app.model.Workbench;
import zoetrope.app.warp.Coverage;
import zoetrope.app.warp.Marks;
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
  private final AsyncCache<MediaRef, Marks> marks;
  private final AsyncCache<Sought, Coverage> objects;

  /** {@code arrived} is called whenever something has been read or found. */
  RegionCovers(Workbench bench, Runnable arrived) {
    this.bench = bench;
    drawn = new AsyncCache<>(bench.background(), arrived);
    marks = new AsyncCache<>(bench.background(), arrived);
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
      case RegionArea.Corrected c -> {
        marks(c, width, height);
        yield of(c.stroke(), width, height);
      }
    };
  }

  /** What was corrected by hand; empty where nothing was, and while it is being read. */
  Optional<Marks> marks(RegionArea.Drawn area, int width, int height) {
    if (!(area instanceof RegionArea.Corrected(RegionArea.Drawn _, MediaRef ref))) {
      return Optional.empty();
    }
    Optional<Marks> known = marks.known(ref);
    return known.isPresent()
        ? known
        : bench
            .story()
            .file(ref)
            .flatMap(f -> marks.get(ref, () -> Marks.of(bench.bitmaps().read(f), width, height)));
  }

  /** What was just painted, as the story keeps it and as it is here. */
  record Stored(RegionArea.Mask mask, Coverage cover, Optional<Corrections> corrections) {
    RegionArea.Drawn area() {
      return corrections
          .<RegionArea.Drawn>map(c -> new RegionArea.Corrected(mask, c.ref()))
          .orElse(mask);
    }
  }

  /** What was just corrected. */
  record Corrections(MediaRef ref, Marks marks) {}

  /** Writes what was painted into the story; takes its time. */
  Stored store(Coverage cover, Optional<Marks> corrected) throws IOException {
    RegionArea.Mask mask = new RegionArea.Mask(store(cover.bitmap()));
    return corrected.isEmpty()
        ? new Stored(mask, cover, Optional.empty())
        : new Stored(
            mask,
            cover,
            Optional.of(new Corrections(store(corrected.get().bitmap()), corrected.get())));
  }

  private MediaRef store(Bitmap picture) throws IOException {
    Path png = Files.createTempFile("zoetrope-brush", ".png");
    try {
      bench.bitmaps().write(picture, png);
      return bench.story().store().media().put(png);
    } finally {
      Files.deleteIfExists(png);
    }
  }

  /** Keeps what was just painted, so that it need not be read. */
  void put(Stored stored) {
    drawn.put(stored.mask(), stored.cover());
    stored.corrections().ifPresent(c -> marks.put(c.ref(), c.marks()));
  }

  /**
   * The object in a picture that something was drawn over; empty while it is looked for.
   *
   * @param cover of what was drawn
   */
  Optional<Coverage> object(RegionArea.Drawn area, Coverage cover, Bitmap picture) {
    int w = cover.width();
    int h = cover.height();
    return area instanceof RegionArea.Corrected
        ? marks(area, w, h).flatMap(m -> object(area, cover, picture, m))
        : object(area, cover, picture, new Marks(w, h));
  }

  private Optional<Coverage> object(
      RegionArea.Drawn area, Coverage cover, Bitmap picture, Marks corrected) {
    StoryFormat film = bench.story().story().get().format();
    return objects.get(
        new Sought(area, picture),
        () ->
            Coverage.of(
                bench
                    .bitmaps()
                    .object(
                        picture, film.width(), film.height(), cover.bitmap(), corrected.bitmap()),
                cover.width(),
                cover.height()));
  }
}
