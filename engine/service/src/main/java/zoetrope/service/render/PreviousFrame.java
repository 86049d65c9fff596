package zoetrope.service.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.VideoReader;
import zoetrope.service.take.MadeTake;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;

/** The picture a shot starts from when it goes on from the one before. */
final class PreviousFrame {
  private PreviousFrame() {}

  /** Last frame of the picked take of the shot before; empty for shots that start otherwise. */
  static Optional<RgbaImage> of(StoryStore store, Shot shot) {
    if (!(shot.firstFrame() instanceof FrameSource.PreviousShot)) {
      return Optional.empty();
    }
    List<Shot> shots = store.story().shots();
    int i = shots.stream().map(Shot::id).toList().indexOf(shot.id());
    if (i < 1) {
      throw new RenderException(
          "shot '%s' starts from the shot before, but is the first; give it a picture"
              .formatted(shot.id()));
    }
    String before = shots.get(i - 1).id();
    Take take =
        Optional.ofNullable(store.story().picks().get(before))
            .flatMap(store::take)
            .orElseThrow(
                () ->
                    new RenderException(
                        "shot '%s' starts from the last frame of '%s', which has no take yet; render that first"
                            .formatted(shot.id(), before)));
    return Optional.of(last(store.takeFiles().locate(take.files().get(MadeTake.CLIP))));
  }

  /** Last frame of a clip. */
  static RgbaImage last(Path clip) {
    try (VideoReader reader = VideoReader.open(clip)) {
      Optional<byte[]> last = Optional.empty();
      for (Optional<byte[]> f = reader.next(); f.isPresent(); f = reader.next()) {
        last = f;
      }
      byte[] rgb =
          last.orElseThrow(
              () -> new RenderException(clip + ": the take is empty; generate it again"));
      byte[] rgba = new byte[rgb.length / 3 * 4];
      for (int i = 0; i < rgb.length / 3; i++) {
        System.arraycopy(rgb, 3 * i, rgba, 4 * i, 3);
        rgba[4 * i + 3] = -1;
      }
      return new RgbaImage(reader.width(), reader.height(), rgba);
    }
  }
}
