package zoetrope.media.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;
import zoetrope.media.Picture;

/** A single PNG. */
public final class PngFile {
  private PngFile() {}

  /** Writes it, all or nothing. */
  public static void write(Picture picture, Path file) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    int[] argb = new int[picture.width() * picture.height()];
    byte[] p = picture.rgba();
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          (p[4 * i + 3] & 255) << 24
              | (p[4 * i] & 255) << 16
              | (p[4 * i + 1] & 255) << 8
              | (p[4 * i + 2] & 255);
    }
    image.setRGB(0, 0, picture.width(), picture.height(), argb, 0, picture.width());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileImageOutputStream out = new FileImageOutputStream(part.toFile())) {
        ImageIO.write(image, "png", out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Outputs.discard(part);
      throw Outputs.failure(file, e);
    }
  }
}
