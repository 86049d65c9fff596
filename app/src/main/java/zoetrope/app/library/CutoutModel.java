package zoetrope.app.library;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.CutoutBitmap;

/**
 * A cut-out being corrected by a brush, with its own steps of undo. The brush never shows more of a
 * pixel than the picture did that the figure was cut from, and colours are never touched: what is
 * taken away and brought back is the picture again, bit by bit.
 */
final class CutoutModel {
  /** Older steps go when all of them together hold more than these bytes. */
  private static final long MOST_BYTES = 64L << 20;

  /** Less than this is not seen (of 255), as where figures are trimmed. */
  private static final int SEEN = 16;

  private final Bitmap picture;
  private final byte[] source;
  private final Deque<Patch> done = new ArrayDeque<>();
  private final Deque<Patch> undone = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper blank = new ReadOnlyBooleanWrapper();
  private Optional<Stroke> stroke = Optional.empty();
  private boolean forgotten;

  /** Pixels of the picture: those from x, y to right and bottom, which are outside. */
  record Area(int x, int y, int right, int bottom) {
    int width() {
      return right - x;
    }

    int height() {
      return bottom - y;
    }

    Area with(Area o) {
      return new Area(
          Math.min(x, o.x), Math.min(y, o.y), Math.max(right, o.right), Math.max(bottom, o.bottom));
    }
  }

  /** The brush's way from one place to another, in pixels of the picture. */
  record Segment(double x0, double y0, double x1, double y1) {
    double distance(double x, double y) {
      double dx = x1 - x0;
      double dy = y1 - y0;
      double long2 = dx * dx + dy * dy;
      double t = long2 == 0 ? 0 : Math.clamp(((x - x0) * dx + (y - y0) * dy) / long2, 0, 1);
      return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
    }
  }

  /** The alpha of an area as it was. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Patch(Area area, byte[] alpha) {}

  /** A stroke under way: all alpha as it was before, and what has changed so far. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Stroke(byte[] before, Optional<Area> touched) {}

  CutoutModel(CutoutBitmap cutout) {
    Bitmap b = cutout.picture();
    picture = new Bitmap(b.width(), b.height(), b.argb().clone());
    source = cutout.sourceAlpha();
    follow();
  }

  /** The picture as it is now; the array is shared. */
  Bitmap picture() {
    return picture;
  }

  /** The cut-out as it is now. */
  CutoutBitmap cutout() {
    return new CutoutBitmap(picture, source);
  }

  /** Whether it is another than it was at first. */
  boolean touched() {
    return forgotten || !done.isEmpty();
  }

  ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty redoable() {
    return redoable.getReadOnlyProperty();
  }

  /** Whether nothing of the picture is seen any more. */
  ReadOnlyBooleanProperty blank() {
    return blank.getReadOnlyProperty();
  }

  /** Begins a stroke, which becomes one step of undo at its {@link #end}. */
  void begin() {
    end();
    byte[] before = new byte[source.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = (byte) alpha(i);
    }
    stroke = Optional.of(new Stroke(before, Optional.empty()));
  }

  /**
   * Draws the brush along a segment of the stroke under way.
   *
   * @param radius in pixels of the picture
   * @param edge how wide the brush's soft edge is, in pixels of the picture
   * @param erase takes away; else brings back
   * @return what is to be drawn anew; empty off the picture
   */
  Optional<Area> draw(Segment way, double radius, double edge, boolean erase) {
    Area a =
        new Area(
            Math.max(0, (int) (Math.min(way.x0(), way.x1()) - radius - edge)),
            Math.max(0, (int) (Math.min(way.y0(), way.y1()) - radius - edge)),
            (int) Math.min(picture.width(), Math.max(way.x0(), way.x1()) + radius + edge + 1),
            (int) Math.min(picture.height(), Math.max(way.y0(), way.y1()) + radius + edge + 1));
    if (stroke.isEmpty() || a.width() <= 0 || a.height() <= 0) {
      return Optional.empty();
    }
    for (int y = a.y(); y < a.bottom(); y++) {
      for (int x = a.x(); x < a.right(); x++) {
        double d = way.distance(x + .5, y + .5);
        brush(y * picture.width() + x, Math.clamp((radius - d) / edge + .5, 0, 1), erase);
      }
    }
    stroke =
        stroke.map(s -> new Stroke(s.before(), Optional.of(s.touched().map(a::with).orElse(a))));
    return Optional.of(a);
  }

  private void brush(int i, double cover, boolean erase) {
    int whole = source[i] & 255;
    int brought = (int) Math.round(whole * (erase ? 1 - cover : cover));
    set(i, erase ? Math.min(alpha(i), brought) : Math.max(alpha(i), brought));
  }

  private int alpha(int i) {
    return picture.argb()[i] >>> 24;
  }

  private void set(int i, int alpha) {
    picture.argb()[i] = (alpha << 24) | (picture.argb()[i] & 0xffffff);
  }

  /** Ends the stroke under way, if there is one. */
  void end() {
    stroke.ifPresent(
        s ->
            s.touched()
                .map(a -> cut(s.before(), a))
                .filter(p -> !same(p))
                .ifPresent(
                    p -> {
                      done.push(p);
                      undone.clear();
                      forget();
                    }));
    stroke = Optional.empty();
    follow();
  }

  private Patch cut(byte[] plane, Area a) {
    byte[] out = new byte[a.width() * a.height()];
    for (int y = 0; y < a.height(); y++) {
      int from = (a.y() + y) * picture.width() + a.x();
      System.arraycopy(plane, from, out, y * a.width(), a.width());
    }
    return new Patch(a, out);
  }

  private boolean same(Patch p) {
    return Arrays.equals(p.alpha(), now(p.area()).alpha());
  }

  private Patch now(Area a) {
    byte[] out = new byte[a.width() * a.height()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) alpha((a.y() + i / a.width()) * picture.width() + a.x() + i % a.width());
    }
    return new Patch(a, out);
  }

  private void forget() {
    long bytes = done.stream().mapToLong(p -> p.alpha().length).sum();
    while (bytes > MOST_BYTES && done.size() > 1) {
      bytes -= done.removeLast().alpha().length;
      forgotten = true;
    }
  }

  /** Takes back the last stroke; what is to be drawn anew. */
  Optional<Area> undo() {
    return swap(done, undone);
  }

  /** Draws the last stroke again that was taken back; what is to be drawn anew. */
  Optional<Area> redo() {
    return swap(undone, done);
  }

  private Optional<Area> swap(Deque<Patch> from, Deque<Patch> to) {
    end();
    Optional<Patch> patch = Optional.ofNullable(from.poll());
    patch.ifPresent(
        p -> {
          Area a = p.area();
          to.push(now(a));
          for (int i = 0; i < p.alpha().length; i++) {
            int at = (a.y() + i / a.width()) * picture.width() + a.x() + i % a.width();
            set(at, p.alpha()[i] & 255);
          }
        });
    follow();
    return patch.map(Patch::area);
  }

  private void follow() {
    undoable.set(!done.isEmpty());
    redoable.set(!undone.isEmpty());
    boolean seen = false;
    for (int i = 0; i < source.length && !seen; i++) {
      seen = alpha(i) > SEEN;
    }
    blank.set(!seen);
  }
}
