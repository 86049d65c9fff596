package zoetrope.story.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.motion.Ease;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;

/** Reads {@code motion}. */
record MotionReader(MediaFinder media) {
  private static final String ONE_AREA = "needs exactly one of character, mask, box";

  /** Whose edge a drawn region has. */
  private enum Edge {
    DRAWN,
    OBJECT;

    RegionArea of(RegionArea.Drawn drawn) {
      return this == DRAWN ? drawn : new RegionArea.ObjectUnder(drawn);
    }
  }

  Optional<MotionPlan> plan(Item item) {
    Fields fields = item.fields("regions", "camera");
    List<MotionRegion> regions = new ArrayList<>();
    fields.list("regions").forEach(region -> region(region).ifPresent(regions::add));
    CameraMove camera = fields.find("camera").flatMap(this::camera).orElse(CameraMove.STILL);
    return fields.build(() -> new MotionPlan(regions, camera));
  }

  private Optional<CameraMove> camera(Item item) {
    Fields fields = item.fields("pan", "zoom", "roll", "ease");
    double[] pan =
        fields
            .find("pan")
            .flatMap(value -> value.numbers(2, "right, down"))
            .orElse(new double[] {0, 0});
    double zoom = fields.number("zoom", 1);
    double roll = fields.number("roll", 0);
    Ease ease = fields.choice("ease", Ease.class, Ease.LINEAR);
    return fields.build(() -> new CameraMove(pan[0], pan[1], zoom, roll, ease));
  }

  private Optional<MotionRegion> region(Item item) {
    Fields fields = item.fields("character", "mask", "box", "edge", "path", "ease", "pin");
    if (fields.has("pin")) {
      for (String other : List.of("character", "mask", "box", "edge", "path", "ease")) {
        fields
            .find(other)
            .ifPresent(
                extra -> extra.wrong("does not go with pin; name the pinned area inside pin"));
      }
      Optional<RegionArea> area =
          fields.find("pin").flatMap(pin -> area(pin.fields("character", "mask", "box", "edge")));
      return area.flatMap(
          held -> fields.build(() -> new MotionRegion(held, new RegionMotion.Pin())));
    }
    Optional<RegionArea> area = area(fields);
    Ease ease = fields.choice("ease", Ease.class, Ease.LINEAR);
    Optional<List<PathPoint>> points = fields.need("path").flatMap(this::points);
    return area.flatMap(
        moved ->
            points.flatMap(
                path ->
                    fields.build(
                        () -> new MotionRegion(moved, new RegionMotion.Along(path, ease)))));
  }

  private Optional<RegionArea> area(Fields fields) {
    List<String> given = List.of("character", "mask", "box").stream().filter(fields::has).toList();
    if (given.size() != 1) {
      fields.wrong(ONE_AREA);
      return Optional.empty();
    }
    Item item = fields.find(given.getFirst()).orElseThrow();
    Edge edge = fields.choice("edge", Edge.class, Edge.DRAWN);
    return switch (given.getFirst()) {
      case "character" -> {
        fields.find("edge").ifPresent(e -> e.wrong("goes with mask and box only; remove it"));
        yield item.text().flatMap(id -> item.build(() -> new RegionArea.OfCharacter(id)));
      }
      case "mask" -> media.find(item).map(RegionArea.Mask::new).map(m -> edge.of(m));
      default ->
          item.numbers(4, "left, top, width, height")
              .flatMap(box -> item.build(() -> new RegionArea.Box(box[0], box[1], box[2], box[3])))
              .map(b -> edge.of(b));
    };
  }

  private Optional<List<PathPoint>> points(Item item) {
    List<Item> items = item.list();
    long timed = items.stream().filter(Item::isMapping).count();
    if (timed != 0 && timed != items.size()) {
      return item.wrong("mixes points with and without times; give t to all of them or to none");
    }
    int before = item.problems().count();
    List<PathPoint> points = new ArrayList<>();
    items.forEach(
        point -> (timed > 0 ? timedPoint(point) : untimedPoint(point)).ifPresent(points::add));
    if (item.problems().count() > before) {
      return Optional.empty();
    }
    return Optional.of(timed > 0 ? points : evenlyPaced(points));
  }

  private static Optional<PathPoint> timedPoint(Item item) {
    Fields fields = item.fields("x", "y", "t");
    double x = fields.need("x").flatMap(Item::number).orElse(0.0);
    double y = fields.need("y").flatMap(Item::number).orElse(0.0);
    double t = fields.need("t").flatMap(Item::number).orElse(0.0);
    return fields.build(() -> new PathPoint(x, y, t));
  }

  private static Optional<PathPoint> untimedPoint(Item item) {
    return item.numbers(2, "x, y").flatMap(xy -> item.build(() -> new PathPoint(xy[0], xy[1], 0)));
  }

  /**
   * Gives points without times the times of an even pace: by the length of the lines between them.
   */
  private static List<PathPoint> evenlyPaced(List<PathPoint> points) {
    double[] reached = new double[points.size()];
    for (int i = 1; i < reached.length; i++) {
      PathPoint from = points.get(i - 1);
      PathPoint to = points.get(i);
      // A repeated point still takes a moment, because times must rise.
      reached[i] =
          reached[i - 1] + Math.max(1e-3, Math.hypot(to.x() - from.x(), to.y() - from.y()));
    }
    List<PathPoint> paced = new ArrayList<>();
    for (int i = 0; i < reached.length; i++) {
      double t = i == 0 ? 0 : reached[i] / reached[reached.length - 1];
      paced.add(new PathPoint(points.get(i).x(), points.get(i).y(), t));
    }
    return paced;
  }
}
