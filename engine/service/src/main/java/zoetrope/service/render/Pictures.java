package zoetrope.service.render;

import java.nio.file.Path;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;

/** Pictures as the engine wants them, from the files users brought. */
public interface Pictures {
  /** The picture as it is; of a video its first frame. */
  RgbaImage picture(Path file);

  /**
   * A character: the picture's own alpha, or what is cut out of its background where it has none.
   */
  RgbaImage cutout(Path file);

  /** What was brushed: bright or opaque where the brush went. */
  Mask mask(Path file);
}
