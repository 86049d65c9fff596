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

  /**
   * The object that something was drawn over; all that was drawn where none is found.
   *
   * @param picture fills a frame of that width and height
   * @param drawn stretched over that frame
   * @param marks stretched over that frame: opaque white where the object is for certain, opaque
   *     black where it is not, see-through where its own edges decide
   */
  Mask object(RgbaImage picture, int width, int height, Mask drawn, RgbaImage marks);
}
