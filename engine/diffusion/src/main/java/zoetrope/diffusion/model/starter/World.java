package zoetrope.diffusion.model.starter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the starter model's world has, in the order of the scene code ({@code scenes.py}). The word
 * list calls them by these names in small letters.
 */
final class World {
  private World() {}

  /** Places; some have no sky that light and weather could show in. */
  enum Place {
    MEADOW,
    BEACH,
    CITY,
    FOREST,
    DESERT,
    MOUNTAINS,
    ROOM,
    UNDERWATER,
    SPACE,
    PARK;

    /** Whether times of day look different there. */
    boolean lit() {
      return this != SPACE;
    }

    /** Whether nobody comes there by chance. */
    boolean remote() {
      return this == SPACE || this == UNDERWATER;
    }

    /** Whether the place looks as at that time of day. */
    boolean shows(Light light) {
      return lit() || light == Light.NIGHT;
    }

    /** The same of weather; through the window of a room one sees it. */
    boolean shows(Weather weather) {
      return weather == Weather.CLEAR || (this != SPACE && this != UNDERWATER);
    }
  }

  /** Times of day. */
  enum Light {
    DAY,
    SUNSET,
    NIGHT,
    DAWN
  }

  /** Weather. */
  enum Weather {
    CLEAR,
    CLOUDY,
    RAIN,
    SNOW,
    FOG;

    /** Whether only its sky is painted: keyframes are, where drops and flakes would hang still. */
    boolean skyOnly() {
      return this == RAIN || this == SNOW;
    }
  }

  /** Palettes. */
  enum Mood {
    PLAIN,
    VIVID,
    PASTEL
  }

  /** How much of the painted picture a shot begins with. */
  enum Framing {
    WIDE(1),
    MEDIUM(1.25),
    CLOSE(1.6),
    EXTREME_CLOSE(2.2);

    private final double scale;

    Framing(double scale) {
      this.scale = scale;
    }

    /** How much larger things are seen than in the whole picture. */
    double scale() {
      return scale;
    }
  }

  private enum Axis {
    ACROSS,
    UPRIGHT,
    DEPTH
  }

  /** Where a camera goes. */
  enum Camera {
    LEFT(Axis.ACROSS),
    RIGHT(Axis.ACROSS),
    UP(Axis.UPRIGHT),
    DOWN(Axis.UPRIGHT),
    IN(Axis.DEPTH),
    OUT(Axis.DEPTH);

    private final Axis axis;

    Camera(Axis axis) {
      this.axis = axis;
    }

    /** Whether both go along one line. */
    boolean sameAxis(Camera other) {
      return axis == other.axis;
    }
  }

  /** The word list's name of a value. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The value of a name, if it is one of these. */
  static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
    return Stream.of(type.getEnumConstants()).filter(v -> name(v).equals(name)).findFirst();
  }

  /** The number of a value in the scene code. */
  static <E extends Enum<E>> int index(E value) {
    return List.of(value.getDeclaringClass().getEnumConstants()).indexOf(value);
  }

  /** Whether a value is what a prompt means that says nothing about it. */
  static <E extends Enum<E>> boolean usual(E value) {
    return index(value) == 0 && !(value instanceof Place);
  }
}
