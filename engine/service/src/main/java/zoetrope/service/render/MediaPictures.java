package zoetrope.service.render;

import java.nio.file.Path;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.BrushedObject;
import zoetrope.media.Cutouts;
import zoetrope.media.Images;

/** Pictures through the media module. */
public final class MediaPictures implements Pictures {
  @Override
  public RgbaImage picture(Path file) {
    return Images.read(file);
  }

  @Override
  public RgbaImage cutout(Path file) {
    return Cutouts.read(file).picture().trimmed();
  }

  @Override
  public Mask mask(Path file) {
    RgbaImage p = Images.read(file);
    boolean byAlpha = p.transparent();
    float[] cover = new float[p.width() * p.height()];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = (p.rgba()[4 * i + (byAlpha ? 3 : 1)] & 255) / 255f;
    }
    return new Mask(p.width(), p.height(), cover);
  }

  @Override
  public Mask object(RgbaImage picture, int width, int height, Mask drawn, RgbaImage marks) {
    return BrushedObject.under(picture, width, height, drawn, marks);
  }
}
