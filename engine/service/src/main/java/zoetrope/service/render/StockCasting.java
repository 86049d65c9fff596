package zoetrope.service.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.diffusion.ShotRequest;
import zoetrope.service.stock.StockItem;
import zoetrope.service.stock.StockLibrary;
import zoetrope.story.document.StockCast;

/**
 * Casts from the stock what a prompt names and no character of the shot is. Takes are made with it
 * and readings are told with it, so that what is told is what is made.
 */
public final class StockCasting {
  /** Where things stand when nothing is in the way, best first; fractions of the width. */
  private static final double[] PLACES = {.5, .26, .74, .38, .62, .15, .85};

  /** How far a thing goes to either side, and where it must stay. */
  private static final double WAY = .24;

  private static final double EDGE = .1;

  /**
   * However close the shot is, a thing is seen whole: its size, and what is left above and below.
   */
  private static final double LARGEST = .9;

  private static final double MARGIN = .03;

  private final Supplier<StockLibrary> library;
  private final Pictures pictures;

  /**
   * @param library asked for when a shot wants it
   */
  public StockCasting(Supplier<StockLibrary> library, Pictures pictures) {
    this.library = library;
    this.pictures = pictures;
  }

  /**
   * An item and what it plays.
   *
   * @param near whether it is only near to what the prompt says
   * @param count how many of it there are
   * @param size how large it is beside others of its kind
   * @param asked the prompt's words, its number and size before the thing
   */
  public record Role(StockItem item, boolean near, int count, double size, List<Words> asked) {
    public Role {
      asked = List.copyOf(asked);
    }
  }

  /**
   * A shot with all that plays in it.
   *
   * @param roles what came from the stock
   */
  public record Casting(ShotRequest request, List<Role> roles) {
    public Casting {
      roles = List.copyOf(roles);
    }
  }

  /**
   * Casts a shot.
   *
   * @param cast what each character of the shot is called or described as
   * @param reader says what the prompt names; models that understand text have none, and paint it
   */
  public Casting cast(
      ShotRequest shot,
      List<String> cast,
      StockCast stock,
      Optional<PromptReader> reader,
      CancelToken cancel) {
    if (!stock.on() || reader.isEmpty() || shot.firstFrame().isPresent()) {
      return new Casting(shot, List.of());
    }
    PromptReading reading = reader.get().read(shot, cast, cancel);
    List<Role> roles = StockRoles.of(library.get(), shot.prompt(), reading.things(), stock);
    return new Casting(with(shot, roles, reading), roles);
  }

  private ShotRequest with(ShotRequest shot, List<Role> roles, PromptReading reading) {
    List<Double> taken = new ArrayList<>();
    shot.moving().forEach(m -> taken.add(m.path().points().getFirst().x()));
    List<Moving.Character> players = new ArrayList<>();
    roles.stream()
        .flatMap(r -> Collections.nCopies(r.count(), r).stream())
        .sorted(Comparator.comparing(r -> !r.item().kind().rear()))
        .forEach(
            r -> {
              double x = free(taken);
              taken.add(x);
              players.add(player(r, x, reading, shot.shape()));
            });
    return new ShotRequest(
        shot.prompt(),
        shot.negative(),
        shot.shape(),
        shot.frames(),
        shot.firstFrame(),
        shot.lastFrame(),
        shot.continues(),
        Stream.concat(shot.moving().stream(), players.stream()).toList(),
        shot.pins(),
        shot.camera(),
        shot.seed(),
        shot.steps(),
        shot.guidance(),
        shot.identityStrength(),
        shot.motionStrength());
  }

  /** The place that is farthest from all that is there; of equals the first. */
  private static double free(List<Double> taken) {
    double best = PLACES[0];
    double farthest = -1;
    for (double x : PLACES) {
      double near = taken.stream().mapToDouble(t -> Math.abs(t - x)).min().orElse(1);
      if (near > farthest + 1e-9) {
        best = x;
        farthest = near;
      }
    }
    return best;
  }

  private Moving.Character player(Role role, double x, PromptReading reading, FrameShape shape) {
    StockItem item = role.item();
    RgbaImage look = pictures.cutout(item.picture());
    double longer = Math.max(look.width(), look.height());
    double inHeight = shape == FrameShape.PORTRAIT ? 9.0 / 16 : 1;
    double size = Math.min(item.kind().size() * role.size() * reading.scale(), LARGEST);
    double height = size * look.height() / longer * inHeight;
    double lowest = Math.max(item.kind().foot(), 1 - MARGIN);
    double foot = Math.min(.5 + (item.kind().foot() - .5) * reading.scale(), lowest);
    double y = Math.max(foot - height / 2, height / 2 + MARGIN);
    MotionPath path =
        !reading.going().isEmpty() && item.kind().mobile() ? way(x, y) : MotionPath.at(x, y);
    return new Moving.Character(look, size, path);
  }

  /** To the left, where the figures of the stock look. */
  private static MotionPath way(double x, double y) {
    double from = Math.min(x + WAY, 1 - EDGE);
    double to = Math.max(x - WAY, EDGE);
    return new MotionPath(
        List.of(new MotionPath.Point(from, y), new MotionPath.Point(to, y)), false);
  }
}
