package zoetrope.service.render;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.detail.DetailTransfer;
import zoetrope.story.document.StoryFormat;

/**
 * The frames of a finished take, one at a time: the model's, or at the film's size where the user's
 * own pictures are in the shot and the model holds to the known motion exactly.
 *
 * @param count of the frames
 * @param at packed 8-bit RGB of each, in any order, on one thread
 */
record ClipFrames(int width, int height, int count, IntFunction<byte[]> at) {
  /**
   * Of a frame: 2560x1440. Larger films are scaled from there, since memory grows with the frame.
   */
  private static final int MOST_PIXELS = 2560 * 1440;

  /**
   * The frames of a clip that answers a request.
   *
   * @param behind what the model says that lies behind what moves
   * @throws zoetrope.core.task.CancelledException here or from a frame, when cancelled
   */
  static ClipFrames of(
      VideoModel model,
      ShotRequest request,
      RgbClip clip,
      Optional<RgbClip> behind,
      StoryFormat film,
      CancelToken cancel) {
    int height = Math.min(covering(film, clip), affordable(clip));
    int width = (int) Math.round((double) height * clip.width() / clip.height());
    boolean pictures =
        request.firstFrame().isPresent()
            || request.moving().stream().anyMatch(Moving.Character.class::isInstance);
    Optional<CameraTransform> camera =
        pictures && width > clip.width()
            ? model.exactCamera(request, (double) width / height)
            : Optional.empty();
    return camera
        .map(
            c ->
                detailed(
                    new DetailTransfer(request, c, behind, width, height, cancel),
                    clip,
                    width,
                    height,
                    cancel))
        .orElseGet(() -> plain(clip));
  }

  /** The least height at which frames of the clip's shape cover the film's. */
  private static int covering(StoryFormat film, RgbClip clip) {
    return Math.max(film.height(), Math.ceilDiv(film.width() * clip.height(), clip.width()));
  }

  private static int affordable(RgbClip clip) {
    return (int) Math.sqrt((double) MOST_PIXELS * clip.height() / clip.width());
  }

  private static ClipFrames plain(RgbClip clip) {
    int size = clip.width() * clip.height() * 3;
    return new ClipFrames(
        clip.width(),
        clip.height(),
        clip.frames(),
        t -> Arrays.copyOfRange(clip.rgb(), t * size, (t + 1) * size));
  }

  private static ClipFrames detailed(
      DetailTransfer detail, RgbClip clip, int width, int height, CancelToken cancel) {
    int size = clip.width() * clip.height() * 3;
    return new ClipFrames(
        width,
        height,
        clip.frames(),
        t -> {
          cancel.check();
          return detail.frame(t, clip.width(), clip.height(), clip.rgb(), t * size);
        });
  }
}
