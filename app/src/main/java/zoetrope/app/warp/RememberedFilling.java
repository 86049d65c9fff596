package zoetrope.app.warp;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import zoetrope.service.studio.Bitmap;

/**
 * A slow filling that remembers its latest answer: a path is drawn anew more often than what moves
 * along it. For any thread.
 */
public final class RememberedFilling implements Filling {
  private final Filling filling;
  private volatile Optional<Answer> latest = Optional.empty();

  private record Answer(Bitmap picture, BitSet hole, Bitmap filled) {
    boolean answers(Bitmap other, BitSet otherHole) {
      return hole.equals(otherHole)
          && picture.width() == other.width()
          && Arrays.equals(picture.argb(), other.argb());
    }
  }

  public RememberedFilling(Filling filling) {
    this.filling = filling;
  }

  /** The answer if it is remembered. */
  public Optional<Bitmap> remembered(Bitmap picture, BitSet hole) {
    return latest.filter(a -> a.answers(picture, hole)).map(Answer::filled);
  }

  @Override
  public Bitmap filled(Bitmap picture, BitSet hole) {
    return remembered(picture, hole).orElseGet(() -> fill(picture, hole));
  }

  private Bitmap fill(Bitmap picture, BitSet hole) {
    Bitmap out = filling.filled(picture, hole);
    latest = Optional.of(new Answer(picture, (BitSet) hole.clone(), out));
    return out;
  }
}
