package zoetrope.media.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import zoetrope.media.decode.PixelAspect;

/**
 * Where the first picture of a GIF lies on its screen.
 *
 * @param width pixels of the screen
 * @param height pixels of the screen
 */
record Gif(PictureMetadata notes, int width, int height, int left, int top) {
  private static final int PICTURE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int MAX_BLOCKS = 1 << 16;

  static Gif of(Bytes file) throws IOException {
    ByteBuffer head = file.at(0, 13).order(ByteOrder.LITTLE_ENDIAN);
    int shape = head.get(12) & 255;
    PictureMetadata notes =
        shape == 0
            ? PictureMetadata.NONE
            : PictureMetadata.NONE.with(PixelAspect.of(shape + 15, 64)); // by GIF89a, 18
    int flags = head.get(10) & 255;
    long at = 13 + ((flags & 0x80) == 0 ? 0 : 3L << (flags & 7) + 1);
    for (int n = 0; n < MAX_BLOCKS; n++) {
      int block = file.at(at, 1).get() & 255;
      if (block == PICTURE) {
        ByteBuffer b = file.at(at + 1, 4).order(ByteOrder.LITTLE_ENDIAN);
        int left = b.getShort() & 0xFFFF;
        int top = b.getShort() & 0xFFFF;
        return new Gif(notes, head.getShort(6) & 0xFFFF, head.getShort(8) & 0xFFFF, left, top);
      }
      if (block != EXTENSION) {
        break;
      }
      at += 2;
      for (int size = file.at(at, 1).get() & 255; size > 0; size = file.at(at, 1).get() & 255) {
        at += 1L + size;
      }
      at++;
    }
    throw new java.io.EOFException("there is no picture in it");
  }
}
