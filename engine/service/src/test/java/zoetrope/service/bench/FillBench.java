package zoetrope.service.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionGuide;
import zoetrope.media.Images;

/**
 * What a thing leaves on a photo when it is brushed away, against what the photo shows there:
 * {@code FillBench PHOTOS OBJECTS [PICTURES]}, folders all. On every photo three objects are laid,
 * each in its turn, brushed with four pixels to spare and moved off; the plate that models are
 * given is compared with the photo.
 */
public final class FillBench {
  private static final FrameShape SHAPE = FrameShape.LANDSCAPE;
  private static final int W = 512;
  private static final int H = 288;
  private static final double[][] PLACES = {{.3, .6}, {.5, .5}, {.7, .4}};

  /** Height of an object in frame heights. */
  private static final double SIZE = .35;

  private static final int SPARE = 4;

  /** What the adapters add to a brush for soft edges. */
  private static final int FRINGE = (int) (.03 * H);

  /** Width of the surroundings that the texture is compared with. */
  private static final int AROUND = 24;

  private final List<Path> objects;
  private final Optional<Path> pictures;

  private FillBench(List<Path> objects, Optional<Path> pictures) {
    this.objects = objects;
    this.pictures = pictures;
  }

  /**
   * One hole.
   *
   * @param ssim of the fill to the photo, mean over the hole
   * @param energy of the fill over that of the photo around the hole
   * @param truth the same of the photo in the hole
   * @param seconds of the whole plate
   */
  private record Row(double ssim, double energy, double truth, double seconds) {}

  public static void main(String[] args) throws IOException {
    FillBench bench =
        new FillBench(
            files(Path.of(args[1])),
            args.length > 2
                ? Optional.of(Files.createDirectories(Path.of(args[2])))
                : Optional.empty());
    List<Row> all = new ArrayList<>();
    for (Path photo : files(Path.of(args[0]))) {
      List<Row> rows = bench.photo(photo, all.size());
      say(photo.getFileName().toString(), rows);
      all.addAll(rows);
    }
    say("all", all);
    double[] seconds =
        all.stream().skip(PLACES.length).mapToDouble(Row::seconds).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "seconds a plate: median %.2f, worst %.2f (without the first photo's)%n",
        seconds[seconds.length / 2],
        seconds[seconds.length - 1]);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void say(String name, List<Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        name,
        rows.stream().mapToDouble(Row::ssim).average().orElseThrow(),
        Math.exp(rows.stream().mapToDouble(r -> Math.log(r.energy())).average().orElseThrow()),
        Math.exp(rows.stream().mapToDouble(r -> Math.log(r.truth())).average().orElseThrow()));
  }

  private List<Row> photo(Path file, int number) throws IOException {
    Layer photo = fitted(Layer.of(image(Images.read(file))));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PLACES.length; i++) {
      Path object = objects.get((number + i) * 7 % objects.size());
      rows.add(place(photo, object, PLACES[i], file.getFileName() + "-" + i + ".png"));
    }
    return rows;
  }

  private Row place(Layer photo, Path object, double[] at, String name) {
    int side = (int) (SIZE * H);
    Layer thing = Layer.of(image(Images.read(object))).trimmedSquare().resized(side, side);
    Layer there = Layer.empty(W, H);
    there.over(thing, at[0] * W - side / 2.0, at[1] * H - side / 2.0);
    Layer shown = photo.copy();
    shown.over(there, 0, 0);
    float[] brush = binary(Layer.dilate(binary(there.alpha()), W, H, SPARE));
    float[] hole = Layer.dilate(brush, W, H, FRINGE);
    MotionGuide guide = new MotionGuide(shot(shown, brush, at), W, H);
    long start = System.nanoTime();
    Layer plate =
        MotionGuide.without(guide.first().orElseThrow(), guide.at(0)).filled(new CancelToken());
    double seconds = (System.nanoTime() - start) / 1e9;
    pictures.ifPresent(p -> Images.writePng(picture(plate), p.resolve(name)));
    float[] around = Layer.dilate(hole, W, H, AROUND);
    for (int i = 0; i < around.length; i++) {
      around[i] -= hole[i];
    }
    double[] truth = luma(photo);
    double[] filled = luma(plate);
    double surroundings = energy(truth, around);
    return new Row(
        ssim(filled, truth, hole),
        energy(filled, hole) / surroundings,
        energy(truth, hole) / surroundings,
        seconds);
  }

  private static ShotRequest shot(Layer first, float[] brush, double[] at) {
    MotionPath off =
        new MotionPath(
            List.of(new MotionPath.Point(at[0], at[1]), new MotionPath.Point(1.8, at[1])), false);
    return new ShotRequest(
        "x",
        "",
        SHAPE,
        24,
        Optional.of(image(picture(first))),
        Optional.empty(),
        false,
        List.of(new Moving.Region(new Mask(W, H, brush), off)),
        List.of(),
        Optional.empty(),
        1,
        1,
        1,
        1,
        1);
  }

  /** Fills the frame, cut at the longer sides; to 8 bits, as the first frame of a shot is. */
  private static Layer fitted(Layer photo) {
    double k = Math.max((double) W / photo.width(), (double) H / photo.height());
    int w = (int) Math.ceil(photo.width() * k);
    int h = (int) Math.ceil(photo.height() * k);
    Layer out = Layer.empty(W, H);
    out.over(photo.resized(w, h), -((w - W) / 2), -((h - H) / 2));
    return Layer.of(image(picture(out)));
  }

  private static float[] binary(float[] cover) {
    float[] out = new float[cover.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = cover[i] > .05f ? 1 : 0;
    }
    return out;
  }

  private static RgbaImage image(RgbaImage p) {
    return new RgbaImage(p.width(), p.height(), p.rgba());
  }

  private static RgbaImage picture(Layer l) {
    byte[] rgba = new byte[l.v().length];
    for (int i = 0; i < rgba.length; i++) {
      rgba[i] = (byte) Math.round(Math.clamp(l.v()[i], 0, 1) * 255);
    }
    return new RgbaImage(l.width(), l.height(), rgba);
  }

  private static double[] luma(Layer l) {
    double[] out = new double[W * H];
    for (int i = 0; i < out.length; i++) {
      out[i] = 255 * (.299 * l.v()[4 * i] + .587 * l.v()[4 * i + 1] + .114 * l.v()[4 * i + 2]);
    }
    return out;
  }

  /** The variance of the Laplacian over the pixels where {@code where} is 1. */
  private static double energy(double[] v, float[] where) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int i = W + 1; i < v.length - W - 1; i++) {
      if (where[i] > 0 && i % W > 0 && i % W < W - 1) {
        double l = 4 * v[i] - v[i - 1] - v[i + 1] - v[i - W] - v[i + W];
        sum += l;
        squares += l * l;
        n++;
      }
    }
    return squares / n - sum / n * (sum / n);
  }

  /** Wang et al. 2004: a Gaussian of 11x11 pixels and deviation 1.5. */
  private static double ssim(double[] a, double[] b, float[] where) {
    double[] ma = blurred(a);
    double[] mb = blurred(b);
    double[] aa = blurred(product(a, a));
    double[] bb = blurred(product(b, b));
    double[] ab = blurred(product(a, b));
    double sum = 0;
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (where[i] > 0) {
        double va = aa[i] - ma[i] * ma[i];
        double vb = bb[i] - mb[i] * mb[i];
        double both = ab[i] - ma[i] * mb[i];
        sum +=
            (2 * ma[i] * mb[i] + 6.5025)
                * (2 * both + 58.5225)
                / ((ma[i] * ma[i] + mb[i] * mb[i] + 6.5025) * (va + vb + 58.5225));
        n++;
      }
    }
    return sum / n;
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] * b[i]);
    return out;
  }

  private static double[] blurred(double[] v) {
    return blurred(blurred(v, 1, 0), 0, 1);
  }

  private static double[] blurred(double[] v, int dx, int dy) {
    double[] out = new double[v.length];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      double weights = 0;
      for (int k = -5; k <= 5; k++) {
        int x = Math.clamp(i % W + k * dx, 0, W - 1);
        int y = Math.clamp(i / W + k * dy, 0, H - 1);
        double weight = Math.exp(-k * k / 4.5);
        sum += weight * v[y * W + x];
        weights += weight;
      }
      out[i] = sum / weights;
    }
    return out;
  }
}
