package zoetrope.service.take;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

class FingerprintTest {
  private static final RgbaImage PICTURE =
      new RgbaImage(1, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 255});
  private static final Mask MASK = new Mask(2, 1, new float[] {.25f, 1});
  private static final MotionPath PATH =
      new MotionPath(
          List.of(new MotionPath.Point(.1, .2, 0), new MotionPath.Point(.7, .8, 1)), true);

  /** A shot that uses all there is. */
  private static final ShotRequest SHOT =
      new ShotRequest(
          "a meadow, 草地",
          "fog",
          FrameShape.LANDSCAPE,
          8,
          Optional.of(PICTURE),
          Optional.of(PICTURE),
          true,
          List.of(
              new Moving.Character(PICTURE, List.of(PICTURE), .4, PATH),
              new Moving.Region(MASK, PATH)),
          List.of(new Area.Painted(MASK)),
          Optional.of(new CameraTransform(.1, .2, 1.5, 3, 1)),
          7,
          4,
          2.5,
          1,
          .5);

  private static final ShotRequest PLAIN =
      new ShotRequest(
          "a meadow",
          "",
          FrameShape.SQUARE,
          8,
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          List.of(),
          Optional.empty(),
          1,
          4,
          2.5,
          1,
          1);

  private static String of(ShotRequest shot) {
    return Fingerprint.of("starter", List.of("steps left out: 0.02"), shot);
  }

  /** The values are those of commit a904bf8, which made takes that users keep. */
  @Test
  void isWhatTheFirstReleaseGave() {
    assertThat(of(PLAIN))
        .isEqualTo("d3884aa1f4b0ca0a1515df0addde7567702ed401a515abaf389d3328e65b23cc");
    assertThat(of(SHOT))
        .isEqualTo("189e11a3e9d846fc7db2a1558df8bd9d8f7ea1c5be78eaa8ae9098d199a7de71");
    assertThat(Fingerprint.of("wan", List.of(), PLAIN))
        .isEqualTo("1b9e6f101e78956b6a435fa621bc6e3c7d3864e852d29044229a7ab378050fb1");
  }

  /** There a box was a painted mask of the starter model's size, whatever model was asked. */
  @ParameterizedTest
  @CsvSource({"LANDSCAPE, 512, 288", "PORTRAIT, 288, 512", "SQUARE, 384, 384"})
  void aBoxIsWrittenAsTheFirstReleaseDrewIt(FrameShape shape, int width, int height) {
    float[] cover = new float[width * height];
    for (int i = 0; i < cover.length; i++) {
      double u = (i % width + 0.5) / width;
      double v = (i / width + 0.5) / height;
      cover[i] = u >= .1 && u < .1 + .3 && v >= .2 && v < .2 + .4 ? 1 : 0;
    }
    assertThat(of(marked(shape, new Area.Box(.1, .2, .3, .4))))
        .isEqualTo(of(marked(shape, new Area.Painted(new Mask(width, height, cover)))));
  }

  private static ShotRequest marked(FrameShape shape, Area area) {
    return new ShotRequest(
        "a meadow",
        "",
        shape,
        8,
        Optional.of(PICTURE),
        Optional.empty(),
        false,
        List.of(new Moving.Region(area, PATH)),
        List.of(area),
        Optional.empty(),
        1,
        4,
        2.5,
        1,
        1);
  }

  @Test
  void dependsOnTheModelAndItsOptions() {
    assertThat(
            Stream.of(
                Fingerprint.of("ab", List.of("c"), PLAIN),
                Fingerprint.of("a", List.of("bc"), PLAIN),
                Fingerprint.of("a", List.of("b", "c"), PLAIN),
                Fingerprint.of("a", List.of(), PLAIN)))
        .doesNotHaveDuplicates();
  }

  /**
   * Every component of a request and of all that it holds, those that are added later included:
   * {@link CanonicalForm} writes them by hand, and must forget none.
   */
  @Test
  void dependsOnEveryPartOfARequest() {
    List<ShotRequest> changed = changes(SHOT).stream().map(ShotRequest.class::cast).toList();
    assertThat(changed).hasSizeGreaterThan(50);
    assertThat(Stream.concat(Stream.of(SHOT), changed.stream()).map(FingerprintTest::of))
        .doesNotHaveDuplicates();
  }

  /** All that a value becomes when one thing in it is another. */
  private static List<Object> changes(Object value) {
    return switch (value) {
      case RgbaImage i ->
          List.of(
              new RgbaImage(i.height(), i.width(), i.rgba()),
              new RgbaImage(i.width(), i.height(), (byte[]) changedAt(i.rgba(), 0, (byte) 99)));
      case Mask m ->
          List.of(
              new Mask(m.height(), m.width(), m.cover()),
              new Mask(m.width(), m.height(), (float[]) changedAt(m.cover(), 1, .99f)));
      case Record r -> recordChanges(r);
      case List<?> l -> listChanges(l);
      case Optional<?> o ->
          Stream.concat(
                  Stream.of(Optional.empty()), changes(o.orElseThrow()).stream().map(Optional::of))
              .map(Object.class::cast)
              .toList();
      case String s -> List.of(s + "!");
      case Boolean b -> List.of(!b);
      case Integer i -> List.of(i + 1);
      case Long l -> List.of(l + 1);
      case Double d -> List.of(d + .0625);
      case Enum<?> e ->
          Stream.of(e.getDeclaringClass().getEnumConstants())
              .filter(o -> o != e)
              .map(Object.class::cast)
              .toList();
      default -> throw new AssertionError("no other value of " + value.getClass());
    };
  }

  private static Object changedAt(Object array, int i, Object value) {
    Object copy = array instanceof byte[] b ? b.clone() : ((float[]) array).clone();
    Array.set(copy, i, value);
    return copy;
  }

  private static List<Object> listChanges(List<?> list) {
    List<Object> out = new ArrayList<>();
    out.add(list.subList(0, list.size() - 1));
    for (int i = 0; i < list.size(); i++) {
      for (Object other : changes(list.get(i))) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(i, other);
        out.add(copy);
      }
    }
    return out;
  }

  private static List<Object> recordChanges(Record r) {
    RecordComponent[] components = r.getClass().getRecordComponents();
    List<Object> out = new ArrayList<>();
    try {
      Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = components[i].getAccessor().invoke(r);
      }
      for (int i = 0; i < values.length; i++) {
        for (Object other : changes(values[i])) {
          Object[] copy = values.clone();
          copy[i] = other;
          out.add(r.getClass().getDeclaredConstructor(types).newInstance(copy));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return out;
  }
}
