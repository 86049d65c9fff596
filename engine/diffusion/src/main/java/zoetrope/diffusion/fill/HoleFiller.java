package zoetrope.diffusion.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fills holes of a picture with pieces of its other parts, so that texture goes on and lines meet.
 *
 * <p>Patches of the hole look for the patches of the known part that resemble them most, and every
 * pixel becomes what the patches over it agree on; this repeats from coarse to fine. Search:
 * PatchMatch (Barnes et al. 2009). Voting over scales: Wexler et al. 2007. The order of the first
 * guess and texture as part of the distance, without which blurred places win: Newson et al. 2014.
 * The finest pixels are copies, and the seams between the copies are closed by a screened Poisson
 * equation (Pérez et al. 2003; Bhat et al. 2008).
 *
 * <p>The result depends on the arguments alone: random numbers are hashes of place and pass, and
 * work that runs in parallel never reads what another part of the same pass writes. Work grows with
 * the hole and is bounded: a level whose hole has more than {@value #SEARCHED} pixels is not
 * searched but takes over the places that were found at half its size. Besides the result it takes
 * about 100 bytes a pixel of the picture.
 */
public final class HoleFiller {
  /** Patches of 7x7 pixels, smaller where the picture or its known part has no room for them. */
  private static final int RADIUS = 3;

  /** Shorter side below which a level is not halved: too few whole patches would be left. */
  private static final int SMALLEST_SIDE = 36;

  /** Patches there must be to copy from. */
  private static final int FEWEST_SOURCES = 20;

  /** Depth of a hole, in pixels, that a patch sees across. */
  private static final int SHALLOW = 2;

  /** Hole pixels up to which a level is searched. */
  private static final int SEARCHED = 500_000;

  /** Rounds of search and vote, from the coarsest level on; the last number for all finer ones. */
  private static final int[] ROUNDS = {12, 8, 5, 3, 2};

  /** Passes of the search in a round. */
  private static final int PASSES = 3;

  /** How far fine levels look around the match that a coarser one found, in pixels. */
  private static final int NEARBY = 16;

  private final Runnable checkpoint;
  private final int searched;

  private HoleFiller(Runnable checkpoint, int searched) {
    this.checkpoint = checkpoint;
    this.searched = searched;
  }

  /**
   * The picture with its holes filled.
   *
   * <p>Where there is nothing to copy, because no whole 3x3 patch is known, the fill is smooth
   * ({@link PushPull}); where nothing is known at all it is mid-grey.
   *
   * @param width pixels
   * @param height pixels
   * @param rgb {@code 3 * width * height} values of 0 to 1, red, green and blue in turn, row by
   *     row; left as it is. What it holds within the holes has no influence
   * @param hole what to fill, one value a pixel; any number of holes of any shape, also at the
   *     frame's border
   * @param checkpoint called between passes, many times a second at a model's size, on the calling
   *     thread; what it throws ends the work and comes out of here
   * @return a new array; outside the holes the same values bit for bit, inside 0 to 1
   * @throws IllegalArgumentException when the arrays do not have the picture's size
   */
  public static float[] fill(
      int width, int height, float[] rgb, boolean[] hole, Runnable checkpoint) {
    return fill(width, height, rgb, hole, checkpoint, SEARCHED);
  }

  /**
   * The same.
   *
   * @param searched hole pixels up to which a level is searched
   */
  static float[] fill(
      int width, int height, float[] rgb, boolean[] hole, Runnable checkpoint, int searched) {
    if (width < 1
        || height < 1
        || rgb.length != 3L * width * height
        || hole.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%d colours and %d hole pixels do not fit a picture of %dx%d"
              .formatted(rgb.length, hole.length, width, height));
    }
    if (IntStream.range(0, hole.length).noneMatch(i -> hole[i])) {
      return rgb.clone();
    }
    for (int radius = RADIUS; radius > 0; radius--) {
      Level whole = Level.of(width, height, rgb, hole, radius);
      if (whole.sources().length > 0) {
        return new HoleFiller(checkpoint, searched).fill(whole, rgb);
      }
    }
    return PushPull.fill(width, height, rgb, hole);
  }

  private float[] fill(Level whole, float[] rgb) {
    List<Level> levels = pyramid(whole);
    int coarsest = levels.size() - 1;
    checkpoint.run();
    OnionPeel.fill(levels.get(coarsest), checkpoint);
    PatchSearch found = solved(levels.get(coarsest), PatchSearch.anywhere(levels.get(coarsest)), 0);
    int level = coarsest;
    while (level > 0 && levels.get(level - 1).size() <= searched) {
      level--;
      Level finer = levels.get(level);
      PatchSearch start = PatchSearch.from(found, finer);
      new Vote(start).copy();
      found = solved(finer, start, coarsest - level);
    }
    int[] origin = new Vote(found).origins();
    for (; level > 0; level--) {
      checkpoint.run();
      origin = levels.get(level - 1).refined(origin, levels.get(level));
    }
    return SeamBlend.blended(whole, rgb, origin, checkpoint);
  }

  /** The picture at its own size, at half of it, and so on. */
  private List<Level> pyramid(Level whole) {
    List<Level> out = new ArrayList<>(List.of(whole));
    Level last = whole;
    while (last.deepest() > SHALLOW && Math.min(last.width(), last.height()) >= 2 * SMALLEST_SIDE) {
      checkpoint.run();
      last = last.halved();
      if (last.sources().length < FEWEST_SOURCES) {
        break;
      }
      out.add(last);
    }
    return out;
  }

  /**
   * Search and vote in turn, then a last search. On the coarsest level votes are averages, which
   * find the plan of large holes; on the others copies, which stay sharp.
   *
   * @param fineness 0 for the coarsest level
   */
  private PatchSearch solved(Level level, PatchSearch search, int fineness) {
    int reach = Math.max(level.width(), level.height());
    if (fineness > 1) {
      reach = Math.min(reach, NEARBY);
    }
    int rounds = ROUNDS[Math.min(fineness, ROUNDS.length - 1)];
    for (int round = 0; round < rounds; round++) {
      passes(search, reach);
      Vote vote = new Vote(search);
      if (fineness == 0) {
        vote.average();
      } else {
        vote.copy();
      }
    }
    passes(search, Math.min(reach, NEARBY));
    return search;
  }

  private void passes(PatchSearch search, int reach) {
    search.measure();
    for (int pass = 0; pass < PASSES; pass++) {
      checkpoint.run();
      search.pass(reach);
    }
  }
}
