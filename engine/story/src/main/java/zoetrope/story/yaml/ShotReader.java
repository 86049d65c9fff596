package zoetrope.story.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.Point;

/** Reads one of {@code shots}. */
record ShotReader(MediaFinder media, Times times) {
  /** The words for {@code stock}. */
  private enum Stock {
    AUTO,
    NONE
  }

  private static final String[] FIELDS = {
    "id",
    "name",
    "prompt",
    "negative",
    "duration",
    "first_frame",
    "last_frame",
    "characters",
    "motion",
    "model",
    "seed",
    "steps",
    "guidance",
    "identity",
    "motion_strength",
    "takes",
    "stock"
  };

  Optional<Shot> shot(Item item) {
    Fields fields = item.fields(FIELDS);
    String id = fields.needText("id");
    String name = fields.text("name", id);
    String prompt = fields.needText("prompt");
    String negative = fields.text("negative", "");
    long frames = fields.need("duration").flatMap(times::frames).orElse(1L);
    FrameSource first =
        fields.find("first_frame").flatMap(this::firstFrame).orElse(new FrameSource.None());
    FrameSource last =
        fields.find("last_frame").flatMap(this::lastFrame).orElse(new FrameSource.None());
    List<Appearance> cast = new ArrayList<>();
    fields.list("characters").forEach(entry -> appearance(entry).ifPresent(cast::add));
    MotionPlan motion =
        fields.find("motion").flatMap(new MotionReader(media)::plan).orElse(MotionPlan.NONE);
    StockCast stock = fields.find("stock").flatMap(ShotReader::stock).orElse(StockCast.OFF);
    Optional<ShotSettings> settings = settings(fields, id);
    return settings.flatMap(
        chosen ->
            fields.build(
                () ->
                    new Shot(
                        id,
                        name,
                        prompt,
                        negative,
                        Math.toIntExact(frames),
                        first,
                        last,
                        cast,
                        motion,
                        chosen,
                        stock)));
  }

  private static Optional<StockCast> stock(Item item) {
    if (!item.isMapping()) {
      return item.choice(Stock.class).map(s -> s == Stock.AUTO ? StockCast.ON : StockCast.OFF);
    }
    Fields fields = item.fields("without");
    List<String> without = new ArrayList<>();
    fields.list("without").forEach(i -> i.text().ifPresent(without::add));
    return fields.build(() -> new StockCast(true, without));
  }

  private static Optional<ShotSettings> settings(Fields fields, String id) {
    String model = fields.text("model", ShotSettings.defaults(id).model());
    ShotSettings base = ShotSettings.defaults(id, model);
    Seed seed =
        fields
            .find("seed")
            .flatMap(Item::bits)
            .map(value -> new Seed(value, true))
            .orElse(base.seed());
    int steps = fields.integer("steps", base.steps());
    double guidance = fields.number("guidance", base.guidance());
    double identity = fields.number("identity", base.identity());
    double motion = fields.number("motion_strength", base.motion());
    int takes = fields.integer("takes", base.takes());
    return fields.build(
        () -> new ShotSettings(model, seed, steps, guidance, identity, motion, takes));
  }

  private Optional<FrameSource> firstFrame(Item item) {
    if (item.isText() && item.text().equals(Optional.of("previous"))) {
      return Optional.of(new FrameSource.PreviousShot());
    }
    return lastFrame(item);
  }

  private Optional<FrameSource> lastFrame(Item item) {
    return media.find(item).map(FrameSource.FromMedia::new);
  }

  private static Optional<Appearance> appearance(Item item) {
    Fields fields = item.fields("id", "size", "at");
    String id = fields.needText("id");
    double size = fields.number("size", 0.5);
    Optional<Item> place = fields.find("at");
    Optional<Point> at =
        place.isEmpty()
            ? Optional.of(new Point(0.5, 0.6))
            : place.flatMap(
                value ->
                    value
                        .numbers(2, "x, y")
                        .flatMap(xy -> value.build(() -> new Point(xy[0], xy[1]))));
    return at.flatMap(point -> fields.build(() -> new Appearance(id, size, point)));
  }
}
