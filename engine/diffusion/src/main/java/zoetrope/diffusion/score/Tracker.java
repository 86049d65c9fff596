package zoetrope.diffusion.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import zoetrope.core.image.RgbClip;

/**
 * Finds a known cut-out in every frame of a clip. Each frame is searched as a whole and at several
 * sizes, and nothing but the cut-out and its expected size is known to the search: a character that
 * stands elsewhere than asked is found where it stands. The best places of each frame then compete
 * in one Viterbi pass (Viterbi 1967), in which a place far from the last frame's costs score, so
 * that a look-alike in one frame does not throw the track off.
 */
public final class Tracker {
  /**
   * What was found in one frame.
   *
   * @param where the character's place
   * @param similarity correlation at that place, -1..1; below about 0.4 the character is hardly
   *     there
   */
  public record Sighting(Placement where, double similarity) {}

  private static final int COARSE_SHORT_SIDE = 45;
  private static final int FINE = 2; // the fine search runs at twice the coarse resolution
  private static final int CANDIDATES = 12;
  private static final double[] SIZES = {.72, .85, 1, 1.18, 1.4};
  private static final double[] FINE_SIZES = {.92, 1, 1.08};
  private static final double PRICE_OF_DISTANCE =
      1.2; // correlation lost per frame diagonal travelled in one frame

  private static final double OUTLINE = .25; // share of the outline in the fine score
  private static final float CLEAR_EDGE =
      .12f; // colour step between neighbours that counts as a full edge

  private record Candidate(double x, double y, double scale, double score) {}

  private final RgbClip clip;
  private final int width;
  private final int height;
  private final int shortSide;
  private final double size;
  private final List<ShiftedTemplate> coarse = new ArrayList<>();
  private final Map<Double, Template> fineTemplates = new ConcurrentHashMap<>();
  private final Raster sprite;

  private record ShiftedTemplate(Template template, double scale) {}

  private Tracker(RgbClip clip, Cutout cutout, double size) {
    this.clip = clip;
    this.size = size;
    double k = (double) COARSE_SHORT_SIDE / Math.min(clip.width(), clip.height());
    width = Math.max(1, (int) Math.round(clip.width() * k));
    height = Math.max(1, (int) Math.round(clip.height() * k));
    shortSide = Math.min(width, height);
    sprite = Raster.premultiplied(cutout.trimmed());
    for (double s : SIZES) {
      coarse.add(new ShiftedTemplate(Template.of(sprite, Math.max(3, size * s * shortSide)), s));
    }
  }

  /**
   * Tracks {@code cutout} through {@code clip}.
   *
   * @param size expected longer side of the trimmed cut-out as a fraction of the frame's shorter
   *     side; it is looked for between 0.66 and 1.5 of that
   * @return one sighting a frame
   */
  public static List<Sighting> track(RgbClip clip, Cutout cutout, double size) {
    return new Tracker(clip, cutout, size).run();
  }

  private List<Sighting> run() {
    List<List<Candidate>> frames =
        new ArrayList<>(
            IntStream.range(0, clip.frames()).parallel().mapToObj(this::candidates).toList());
    List<Sighting> out = new ArrayList<>();
    for (Candidate c : smoothest(frames)) {
      Placement place = new Placement(c.x / width, c.y / height, size * c.scale);
      out.add(new Sighting(place, c.score));
    }
    return out;
  }

  /** The best places of one frame, x and y of the centre in coarse pixels. */
  private List<Candidate> candidates(int frame) {
    Raster fine = Raster.ofFrame(clip, frame, width * FINE, height * FINE);
    SearchField field = new SearchField(fine.resized(width, height), longestTemplate() / 2 + 1);
    List<Candidate> peaks = new ArrayList<>();
    for (ShiftedTemplate t : coarse) {
      float[] map = field.similarities(t.template);
      collectPeaks(map, t.scale, peaks);
    }
    peaks.sort(Comparator.comparingDouble(Candidate::score).reversed());
    List<Candidate> best = new ArrayList<>();
    for (Candidate p : peaks) {
      boolean fresh = best.stream().noneMatch(b -> Math.hypot(b.x - p.x, b.y - p.y) < 2.5);
      if (fresh) {
        best.add(p);
      }
      if (best.size() == CANDIDATES) {
        break;
      }
    }
    Raster edges = edges(fine);
    return best.stream().map(c -> refined(fine, edges, c)).toList();
  }

  /**
   * Central differences over the three channels, 1 where the step is {@link #CLEAR_EDGE} or more.
   */
  private static Raster edges(Raster image) {
    Raster out = Raster.empty(image.width(), image.height(), 1);
    for (int y = 0; y < image.height(); y++) {
      int above = Math.max(y - 1, 0);
      int below = Math.min(y + 1, image.height() - 1);
      for (int x = 0; x < image.width(); x++) {
        int before = Math.max(x - 1, 0);
        int after = Math.min(x + 1, image.width() - 1);
        float step = 0;
        for (int c = 0; c < 3; c++) {
          float h = image.at(c, after, y) - image.at(c, before, y);
          float v = image.at(c, x, below) - image.at(c, x, above);
          step += h * h + v * v;
        }
        out.data()[y * image.width() + x] = Math.min(1, (float) Math.sqrt(step) / CLEAR_EDGE);
      }
    }
    return out;
  }

  private int longestTemplate() {
    return coarse.stream()
        .mapToInt(t -> Math.max(t.template.width, t.template.height))
        .max()
        .orElse(1);
  }

  private void collectPeaks(float[] map, double scale, List<Candidate> into) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float v = map[y * width + x];
        if (v > .1f && isPeak(map, x, y, v)) {
          into.add(new Candidate(x + .5, y + .5, scale, v));
        }
      }
    }
  }

  private boolean isPeak(float[] map, int x, int y, float v) {
    for (int b = Math.max(0, y - 1); b <= Math.min(height - 1, y + 1); b++) {
      for (int a = Math.max(0, x - 1); a <= Math.min(width - 1, x + 1); a++) {
        if (map[b * width + a] > v) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Searches the neighbourhood of a coarse candidate at the fine resolution and at nearby sizes.
   */
  private Candidate refined(Raster fine, Raster edges, Candidate c) {
    Candidate best = new Candidate(c.x, c.y, c.scale, -1);
    for (double s : FINE_SIZES) {
      double scale = c.scale * s;
      Template t = fineTemplate(scale);
      for (int dy = -FINE; dy <= FINE; dy++) {
        for (int dx = -FINE; dx <= FINE; dx++) {
          int left = (int) Math.round(c.x * FINE - t.width / 2.) + dx;
          int top = (int) Math.round(c.y * FINE - t.height / 2.) + dy;
          double score =
              (1 - OUTLINE) * t.at(fine, left, top) + OUTLINE * t.outlineOn(edges, left, top);
          if (score > best.score) {
            double x = (left + t.width / 2.) / FINE;
            double y = (top + t.height / 2.) / FINE;
            best = new Candidate(x, y, scale, score);
          }
        }
      }
    }
    return best;
  }

  private Template fineTemplate(double scale) {
    return fineTemplates.computeIfAbsent(
        scale, s -> Template.of(sprite, Math.max(3, size * s * shortSide * FINE)));
  }

  /**
   * The sequence of one candidate a frame with the highest sum of scores less the price of its
   * jumps.
   */
  private List<Candidate> smoothest(List<List<Candidate>> frames) {
    double diagonal = Math.hypot(width, height);
    List<int[]> cameFrom = new ArrayList<>();
    double[] total = new double[0];
    for (int t = 0; t < frames.size(); t++) {
      List<Candidate> now = frames.get(t).isEmpty() ? nowhere() : frames.get(t);
      frames.set(t, now);
      double[] next = new double[now.size()];
      int[] from = new int[now.size()];
      for (int i = 0; i < now.size(); i++) {
        double best = t == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int j = 0; j < total.length; j++) {
          Candidate a = frames.get(t - 1).get(j);
          double jump = Math.hypot(a.x - now.get(i).x, a.y - now.get(i).y) / diagonal;
          if (total[j] - PRICE_OF_DISTANCE * jump > best) {
            best = total[j] - PRICE_OF_DISTANCE * jump;
            from[i] = j;
          }
        }
        next[i] = best + now.get(i).score;
      }
      cameFrom.add(from);
      total = next;
    }
    return backtrack(frames, cameFrom, total);
  }

  private List<Candidate> nowhere() {
    return List.of(new Candidate(width / 2., height / 2., 1, 0));
  }

  private static List<Candidate> backtrack(
      List<List<Candidate>> frames, List<int[]> cameFrom, double[] total) {
    int at = 0;
    for (int i = 1; i < total.length; i++) {
      at = total[i] > total[at] ? i : at;
    }
    List<Candidate> path = new ArrayList<>();
    for (int t = frames.size() - 1; t >= 0; t--) {
      path.addFirst(frames.get(t).get(at));
      at = cameFrom.get(t)[at];
    }
    return path;
  }
}
