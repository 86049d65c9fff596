package zoetrope.app.warp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import zoetrope.core.geometry.Affine;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.Point;

/**
 * What was drawn, played at once by warping the picture: regions are lifted off, the holes behind
 * them are filled, and both camera and regions go their way.
 */
public final class MotionPreview {
  /** Cover up to which a pixel still belongs to the background. */
  private static final int FAINT = 20;

  /** A thing that moves: its pixels, and where its centre is at each frame. */
  public record Sprite(Bitmap pixels, List<Point> at, double width, double height) {}

  /** A brushed part of the picture and by how much it is displaced at each frame. */
  public record Lifted(Coverage cover, List<Point> at) {}

  private final int width;
  private final int height;
  private final Bitmap picture;
  private final BitSet hole;
  private final List<Lifted> lifted;
  private final float[] source;
  private final List<Sprite> sprites;
  private final CameraMove camera;

  /**
   * The picture is scaled to {@code width x height}, which coverages must share.
   *
   * @param holes what is in the picture and shall not be seen, such as a character that is a sprite
   */
  public MotionPreview(
      Bitmap picture,
      int width,
      int height,
      List<Lifted> lifted,
      List<Coverage> holes,
      List<Sprite> sprites,
      CameraMove camera) {
    this.width = width;
    this.height = height;
    this.lifted = List.copyOf(lifted);
    this.sprites = List.copyOf(sprites);
    this.camera = camera;
    this.picture = nearest(picture, width, height);
    source = rgb(this.picture);
    hole = new BitSet(width * height);
    lifted.forEach(l -> open(l.cover()));
    holes.forEach(this::open);
  }

  private static Bitmap nearest(Bitmap picture, int width, int height) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int y = i / width * picture.height() / height;
      argb[i] = picture.argb()[y * picture.width() + i % width * picture.width() / width];
    }
    return new Bitmap(width, height, argb);
  }

  private static float[] rgb(Bitmap picture) {
    float[] out = new float[3 * picture.argb().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = picture.argb()[i / 3] >> 16 - 8 * (i % 3) & 255;
    }
    return out;
  }

  private void open(Coverage c) {
    for (int i = 0; i < width * height; i++) {
      if (grown(c, i % width, i / width)) {
        hole.set(i);
      }
    }
  }

  /** The thing's soft edge belongs to it. */
  private static boolean grown(Coverage c, int x, int y) {
    int most = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        int px = Math.clamp(x + dx, 0, c.width() - 1);
        int py = Math.clamp(y + dy, 0, c.height() - 1);
        most = Math.max(most, c.at(px, py));
      }
    }
    return most > FAINT;
  }

  /** What the preview's frames are made of, scaled. */
  public Bitmap picture() {
    return picture;
  }

  /** The pixels of the picture that lie behind something that moves. */
  public BitSet hole() {
    return hole;
  }

  /**
   * The preview's frames; none when the thread is interrupted meanwhile.
   *
   * @param filling makes what lies behind the things that move
   */
  public List<Bitmap> frames(int count, Filling filling) {
    float[] back = rgb(filling.filled(picture, hole));
    List<Bitmap> out = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      if (Thread.currentThread().isInterrupted()) {
        return List.of();
      }
      float[] rgb = back.clone();
      for (Lifted l : lifted) {
        drop(rgb, l, f);
      }
      for (Sprite s : sprites) {
        paste(rgb, s, f);
      }
      out.add(seen(rgb, count == 1 ? 0 : (double) f / (count - 1)));
    }
    return out;
  }

  private void drop(float[] rgb, Lifted l, int frame) {
    Point first = l.at().getFirst();
    Point now = l.at().get(frame);
    int dx = (int) Math.round((now.x() - first.x()) * width);
    int dy = (int) Math.round((now.y() - first.y()) * height);
    for (int y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
      for (int x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
        float a = l.cover().at(x - dx, y - dy) / 255f;
        if (a > 0) {
          over(rgb, 3 * (y * width + x), source, 3 * ((y - dy) * width + x - dx), a);
        }
      }
    }
  }

  private void paste(float[] rgb, Sprite s, int frame) {
    Bitmap b = s.pixels();
    double w = s.width() * width;
    double h = s.height() * height;
    double left = s.at().get(frame).x() * width - w / 2;
    double top = s.at().get(frame).y() * height - h / 2;
    for (int y = (int) Math.max(0, top); y < Math.min(height, top + h); y++) {
      for (int x = (int) Math.max(0, left); x < Math.min(width, left + w); x++) {
        int sx = Math.clamp((int) ((x + .5 - left) / w * b.width()), 0, b.width() - 1);
        int sy = Math.clamp((int) ((y + .5 - top) / h * b.height()), 0, b.height() - 1);
        int p = b.argb()[sy * b.width() + sx];
        float a = (p >>> 24) / 255f;
        int i = 3 * (y * width + x);
        rgb[i] += a * ((p >> 16 & 255) - rgb[i]);
        rgb[i + 1] += a * ((p >> 8 & 255) - rgb[i + 1]);
        rgb[i + 2] += a * ((p & 255) - rgb[i + 2]);
      }
    }
  }

  private static void over(float[] to, int i, float[] from, int j, float a) {
    for (int c = 0; c < 3; c++) {
      to[i + c] += a * (from[j + c] - to[i + c]);
    }
  }

  /** Through the camera at a moment of 0 to 1. */
  private Bitmap seen(float[] rgb, double t) {
    int[] argb = new int[width * height];
    Affine source = camera.over((double) width / height).toSource(t).inPixels(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sx = (int) Math.floor(source.x(x + .5, y + .5));
        int sy = (int) Math.floor(source.y(x + .5, y + .5));
        boolean out = sx < 0 || sy < 0 || sx >= width || sy >= height;
        int i = 3 * (Math.clamp(sy, 0, height - 1) * width + Math.clamp(sx, 0, width - 1));
        float dim = out ? .45f : 1;
        argb[y * width + x] =
            0xff000000
                | (int) (rgb[i] * dim) << 16
                | (int) (rgb[i + 1] * dim) << 8
                | (int) (rgb[i + 2] * dim);
      }
    }
    return new Bitmap(width, height, argb);
  }
}
