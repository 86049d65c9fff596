package zoetrope.app.warp;

import java.util.BitSet;
import zoetrope.service.studio.Bitmap;

/** Makes what is behind the things that a preview lifts off a picture. */
@FunctionalInterface
public interface Filling {

  /**
   * The picture with its hole filled.
   *
   * @param hole pixels by their number, row by row
   * @throws java.util.concurrent.CancellationException when the thread is interrupted meanwhile
   */
  Bitmap filled(Bitmap picture, BitSet hole);
}
