package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.diffusion.ShotRequest;
import zoetrope.service.render.StockCasting.Casting;
import zoetrope.service.stock.StockItem;
import zoetrope.service.stock.StockLibrary;
import zoetrope.service.take.Fingerprint;
import zoetrope.story.document.StockCast;

/** What prompts name comes from the stock where the shot says so, and stands where it belongs. */
class StockCastingTest {
  private static final Supplier<StockLibrary> STOCK =
      StockLibrary.lazy(Path.of("../../assets/stock"));
  private static final String PROMPT =
      "a computer mouse, orange car; dragon, sports car, justice, race car, dog, castle, balloon,"
          + " apple, truck, fox ponders, gold ring, three red lorries, 两只猫, nine cows, tiny bird,"
          + " 巨大的狗, man feeding pigeons, rain boot, guide dog";

  private final StockCasting casting = new StockCasting(STOCK, new MediaPictures());

  private static ShotRequest shot(FrameShape shape, Optional<RgbaImage> first, Moving... moving) {
    return new ShotRequest(
        PROMPT,
        "",
        shape,
        24,
        first,
        Optional.empty(),
        false,
        List.of(moving),
        List.of(),
        Optional.empty(),
        1,
        16,
        2,
        1,
        1);
  }

  private static ShotRequest shot(Moving... moving) {
    return shot(FrameShape.LANDSCAPE, Optional.empty(), moving);
  }

  /** A reader that finds things in a prompt, and perhaps a verb. */
  private static Optional<PromptReader> reader(boolean going, String... things) {
    return reader(1, going, things);
  }

  private static Optional<PromptReader> reader(double scale, boolean going, String... things) {
    List<Words> named =
        Arrays.stream(things)
            .map(t -> new Words(PROMPT.indexOf(t), PROMPT.indexOf(t) + t.length(), t))
            .toList();
    List<Words> verbs = going ? List.of(new Words(0, 4, "runs")) : List.of();
    return Optional.of(
        (shot, cast, cancel) -> new PromptReading(List.of(), List.of(), named, verbs, scale));
  }

  private Casting cast(ShotRequest shot, StockCast stock, Optional<PromptReader> reader) {
    return casting.cast(shot, List.of(), stock, reader, new CancelToken());
  }

  private static Moving.Character character(double x) {
    return new Moving.Character(new RgbaImage(1, 1, new byte[4]), .4, MotionPath.at(x, .6));
  }

  private static List<String> names(Casting c) {
    return c.roles().stream().map(StockCasting.Role::item).map(StockItem::name).toList();
  }

  @Test
  void aShotThatSaysNothingOfTheStockIsAskedAsItAlwaysWas() {
    ShotRequest plain = shot(character(.5));
    Casting c = cast(plain, StockCast.OFF, reader(true, "car", "dragon"));
    assertThat(c.request()).isSameAs(plain);
    assertThat(Fingerprint.of("starter", List.of(), c.request()))
        .isEqualTo(Fingerprint.of("starter", List.of(), plain))
        .isNotEqualTo(
            Fingerprint.of(
                "starter", List.of(), cast(plain, StockCast.ON, reader(true, "car")).request()));
  }

  @Test
  void whatTheStockHasIsCastOnceAndWhatItHasNotIsLeft() {
    Casting c = cast(shot(), StockCast.ON, reader(false, "sports car", "justice", "race car"));
    assertThat(names(c)).containsExactly("racing car");
    assertThat(c.roles().getFirst().asked().getLast().text()).isEqualTo("sports car");
    assertThat(c.request().moving()).hasSize(1);
  }

  @Test
  void ofWordsInARowTheLastThatTheStockHasIsCast() {
    assertThat(names(cast(shot(), StockCast.ON, reader(false, "computer", "mouse"))))
        .containsExactly("computer mouse");
    assertThat(names(cast(shot(), StockCast.ON, reader(false, "orange", "car"))))
        .containsExactly("car");
    assertThat(names(cast(shot(), StockCast.ON, reader(false, "fox", "ponders"))))
        .containsExactly("fox");
    assertThat(names(cast(shot(), StockCast.ON, reader(false, "man", "feeding", "pigeons"))))
        .containsExactly("man", "dove");
    assertThat(names(cast(shot(), StockCast.ON, reader(false, "gold", "ring"))))
        .containsExactly("ring");
  }

  @Test
  void aFewAreAsManyAsThePromptSaysAndMoreAreOne() {
    Casting three = cast(shot(), StockCast.ON, reader(false, "three", "red", "lorries"));
    assertThat(three.request().moving()).hasSize(3);
    assertThat(three.roles().getFirst().asked())
        .extracting(Words::text)
        .containsExactly("three", "lorries");
    assertThat(cast(shot(), StockCast.ON, reader(false, "两", "猫")).request().moving()).hasSize(2);
    Casting nine = cast(shot(), StockCast.ON, reader(false, "nine", "cows"));
    assertThat(nine.roles().getFirst().asked()).extracting(Words::text).containsExactly("cows");
    assertThat(nine.request().moving()).hasSize(1);
  }

  @Test
  void aThingIsAsLargeAsThePromptSays() {
    double cat = player(reader(false, "猫")).size();
    assertThat(player(reader(false, "tiny", "bird")).size())
        .isLessThan(.6 * player(reader(false, "bird")).size());
    Casting huge = cast(shot(), StockCast.ON, reader(false, "巨大", "狗"));
    assertThat(((Moving.Character) huge.request().moving().getFirst()).size())
        .isGreaterThan(1.5 * cat);
    assertThat(huge.roles().getFirst().asked()).extracting(Words::text).containsExactly("巨大", "狗");
  }

  @Test
  void whatIsOnlyNearIsCastAsNear() {
    Casting boot = cast(shot(), StockCast.ON, reader(false, "rain boot"));
    assertThat(boot.roles().getFirst().near()).isTrue();
    assertThat(boot.roles().getFirst().asked().getLast().text()).isEqualTo("rain boot");
    assertThat(cast(shot(), StockCast.ON, reader(false, "guide dog")).roles().getFirst().near())
        .isTrue();
    assertThat(cast(shot(), StockCast.ON, reader(false, "dog")).roles().getFirst().near())
        .isFalse();
  }

  @Test
  void anItemThatWasTakenOutStaysOut() {
    String car = STOCK.get().named("car").orElseThrow().item().id();
    assertThat(names(cast(shot(), StockCast.ON.without(car), reader(false, "car", "dog"))))
        .containsExactly("dog");
  }

  @Test
  void modelsThatUnderstandTextAndShotsFromAPictureCastNobody() {
    RgbaImage picture = new RgbaImage(1, 1, new byte[4]);
    ShotRequest pictured = shot(FrameShape.LANDSCAPE, Optional.of(picture));
    assertThat(cast(pictured, StockCast.ON, reader(false, "car")).request()).isSameAs(pictured);
    assertThat(cast(shot(), StockCast.ON, Optional.empty()).roles()).isEmpty();
  }

  @Test
  void thingsStandInTheFrameApartFromEachOtherAndFromTheShotsCharacters() {
    for (FrameShape shape : FrameShape.values()) {
      Casting c =
          cast(
              shot(shape, Optional.empty(), character(.5)),
              StockCast.ON,
              reader(false, "dragon", "castle", "balloon", "apple", "truck"));
      assertThat(c.roles()).hasSize(4);
      List<Double> xs =
          c.request().moving().stream().map(m -> m.path().points().getFirst().x()).toList();
      assertThat(xs).doesNotHaveDuplicates();
      for (Moving m : c.request().moving().subList(1, 5)) {
        Moving.Character p = (Moving.Character) m;
        double tall = p.size() * (shape == FrameShape.PORTRAIT ? 9. / 16 : 1) / 2;
        assertThat(p.path().points().getFirst().y()).isBetween(0., 1.);
        assertThat(p.path().points().getFirst().y() + tall).isLessThan(1.05);
        assertThat(p.look().transparent()).isTrue();
      }
    }
  }

  @Test
  void birdsAreInTheSkyAndCarsOnTheGround() {
    ShotRequest r = cast(shot(), StockCast.ON, reader(false, "bird", "car")).request();
    double bird = r.moving().get(0).path().points().getFirst().y();
    double car = r.moving().get(1).path().points().getFirst().y();
    assertThat(bird).isLessThan(.45);
    assertThat(car).isGreaterThan(.65);
  }

  @Test
  void inACloseUpThingsAreLargeAndStillWhole() {
    Moving.Character wide = player(reader(1, false, "dog"));
    Moving.Character close = player(reader(1.6, false, "dog"));
    Moving.Character closest = player(reader(9, false, "dog"));
    assertThat(close.size()).isGreaterThan(1.5 * wide.size());
    double y = closest.path().points().getFirst().y();
    RgbaImage look = closest.look();
    double tall = closest.size() * look.height() / Math.max(look.width(), look.height());
    assertThat(y - tall / 2).isGreaterThan(0);
    assertThat(y + tall / 2).isLessThan(1);
  }

  private Moving.Character player(Optional<PromptReader> reader) {
    return (Moving.Character) cast(shot(), StockCast.ON, reader).request().moving().getFirst();
  }

  @Test
  void aVerbMakesWhatCanGoGoAndLeavesTheRest() {
    ShotRequest r = cast(shot(), StockCast.ON, reader(true, "fox", "castle")).request();
    List<Integer> points = r.moving().stream().map(m -> m.path().points().size()).toList();
    assertThat(points).containsExactly(1, 2); // the castle is behind the fox
    List<MotionPath.Point> way = r.moving().getLast().path().points();
    assertThat(way.getFirst().x()).isGreaterThan(way.getLast().x());
    assertThat(way).allMatch(p -> p.x() > 0 && p.x() < 1);
  }
}
