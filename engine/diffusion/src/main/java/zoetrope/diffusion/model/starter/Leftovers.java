package zoetrope.diffusion.model.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.diffusion.PromptReading.Reason;
import zoetrope.diffusion.PromptReading.Unpainted;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.model.starter.World.Camera;
import zoetrope.diffusion.model.starter.World.Light;
import zoetrope.diffusion.model.starter.World.Weather;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Meaning;
import zoetrope.diffusion.text.lexicon.Mention;

/** The words of a prompt that a clip of the starter model will not show, and why. */
final class Leftovers {
  /** The word list's kind of what the world has not. */
  static final String OUTSIDE = "outside";

  private static final String CAMERA = "camera";

  private static final String PLACE = "place";

  /** Any character of the shot. */
  private static final String ANYONE = "anyone";

  /** What figures would have to change their pose for. */
  private static final String ACTION = "action";

  /** The word list's kind of what anything that has a path does. */
  static final String GOING = "going";

  /** The word list's kind of what is there to be seen. */
  private static final String PART = "part";

  /** The share of unknown words from which a prompt is of another language. */
  private static final double FOREIGN = .67;

  /** A camera's move that is none. */
  static final String STILL = "still";

  private final Lexicon lexicon;
  private final ShotRequest shot;
  private final SceneWords words;
  private final Scene scene;
  private final CastWords cast;
  private final boolean pictured;
  private final boolean foreign;

  /** A phrase and why it is left over. */
  private record Left(int start, int end, Reason reason, boolean verb, List<String> similar) {
    /** The same with what describes it. */
    Left after(Left one) {
      List<String> both = Stream.concat(one.similar.stream(), similar.stream()).toList();
      return new Left(one.start, end, reason, verb, both);
    }
  }

  Leftovers(Lexicon lexicon, ShotRequest shot, SceneWords words, Scene scene, List<String> cast) {
    this.lexicon = lexicon;
    this.shot = shot;
    this.words = words;
    this.scene = scene;
    this.cast = new CastWords(lexicon, shot.prompt(), cast);
    pictured = shot.firstFrame().isPresent();
    long unknown = words.mentions().stream().filter(m -> !m.known()).count();
    foreign = unknown > FOREIGN * lexicon.tokens(shot.prompt()).size();
  }

  /** All of them; what describes a word that is left over is joined to it. */
  List<Unpainted> all() {
    List<Left> out = new ArrayList<>();
    for (Mention m : words.mentions()) {
      for (Left next : left(m)) {
        if (!out.isEmpty() && describes(out.getLast(), next)) {
          next = next.after(out.removeLast());
        }
        out.add(next);
      }
    }
    return out.stream().map(this::unpainted).toList();
  }

  /** The words that a character could be called; which of them is anything, others have to know. */
  List<Words> things() {
    List<Left> out = new ArrayList<>();
    for (Mention m : words.mentions()) {
      for (Left l : left(m)) {
        if (!pictured && thing(m, l)) {
          out.add(l);
        }
      }
    }
    return out.stream().map(this::words).toList();
  }

  private static boolean thing(Mention m, Left l) {
    return switch (l.reason()) {
      case UNKNOWN -> true;
      case NO_CHARACTER -> !l.verb() && !m.is(ANYONE);
      case NOT_IN_PLACE -> m.is(PART);
      case OUTSIDE_WORLD -> m.of(OUTSIDE).anyMatch(o -> o.value().equals(PLACE));
      default -> false;
    };
  }

  /** Where most words are unknown they are of another language, and none is misspelt. */
  private List<String> similar(Mention m) {
    return foreign ? List.of() : lexicon.similar(shot.prompt().substring(m.start(), m.end()));
  }

  private Words words(Left l) {
    return new Words(l.start(), l.end(), shot.prompt().substring(l.start(), l.end()));
  }

  private Unpainted unpainted(Left l) {
    boolean picture =
        pictured
            && switch (l.reason()) {
              case UNKNOWN, NO_CHARACTER, NOT_IN_PLACE -> true;
              default -> false;
            };
    return new Unpainted(words(l), picture ? Reason.FIRST_FRAME_DECIDES : l.reason(), l.similar());
  }

  /** "Red" before "car", "burning" before "castle": unknown words, or two that are alike. */
  private boolean describes(Left one, Left next) {
    String between = shot.prompt().substring(one.end(), next.start());
    boolean joined =
        (one.reason() == Reason.UNKNOWN && !next.verb())
            || (one.reason() == Reason.OUTSIDE_WORLD && next.reason() == Reason.OUTSIDE_WORLD);
    return joined && (between.isBlank() || between.equals("-"));
  }

  private List<Left> left(Mention m) {
    if (!m.known()) {
      return cast.others(m).stream()
          .map(x -> new Left(x.start(), x.end(), Reason.UNKNOWN, false, similar(x)))
          .toList();
    }
    List<Optional<Reason>> reasons = m.meanings().stream().map(x -> reason(m, x)).toList();
    boolean painted =
        m.negated()
            ? m.meanings().stream().noneMatch(x -> x.value().equals(STILL))
            : reasons.stream().anyMatch(Optional::isEmpty) || cast.names(m);
    return painted
        ? List.of()
        : Stream.of(reasons.getFirst().orElse(Reason.UNKNOWN))
            .map(r -> new Left(m.start(), m.end(), r, m.is(GOING), List.of()))
            .toList();
  }

  /** Why a meaning is not painted; empty where it is. */
  private Optional<Reason> reason(Mention m, Meaning meaning) {
    return switch (meaning.kind()) {
      case PLACE -> chosen(scene.place().value(), meaning);
      case "light" -> light(m, meaning);
      case "weather" -> weather(m, meaning);
      case "mood" -> chosen(scene.mood().value(), meaning);
      case "framing" -> chosen(words.framing(), meaning);
      case "camera" -> camera(m, meaning);
      case "season", PART -> here(meaning) ? Optional.empty() : Optional.of(Reason.NOT_IN_PLACE);
      case GOING -> moves() ? Optional.empty() : Optional.of(Reason.NO_CHARACTER);
      case ANYONE -> shot.moving().isEmpty() ? Optional.of(Reason.NO_CHARACTER) : Optional.empty();
      case "subject" -> Optional.of(Reason.NO_CHARACTER);
      case "word" -> Optional.of(Reason.UNKNOWN);
      default -> outside(meaning);
    };
  }

  private boolean moves() {
    return shot.trajectory() && !shot.moving().isEmpty();
  }

  /** Whether the place or the light is one in which a thing is seen. */
  private boolean here(Meaning meaning) {
    return !pictured
        && (meaning.value().equals(World.name(scene.place().value()))
            || meaning.value().equals(World.name(scene.light().value())));
  }

  private Optional<Reason> chosen(Enum<?> value, Meaning meaning) {
    if (pictured) {
      return Optional.of(Reason.FIRST_FRAME_DECIDES);
    }
    return meaning.value().equals(World.name(value))
        ? Optional.empty()
        : Optional.of(Reason.OTHER_CHOSEN);
  }

  private Optional<Reason> light(Mention m, Meaning meaning) {
    boolean shown = SceneWords.values(m, Light.class).anyMatch(l -> scene.place().value().shows(l));
    return pictured || shown
        ? chosen(scene.light().value(), meaning)
        : Optional.of(Reason.NOT_IN_PLACE);
  }

  private Optional<Reason> weather(Mention m, Meaning meaning) {
    boolean shown =
        SceneWords.values(m, Weather.class).anyMatch(w -> scene.place().value().shows(w));
    if (!pictured && !shown) {
      return Optional.of(Reason.NOT_IN_PLACE);
    }
    Weather w = scene.weather().value();
    Optional<Reason> other = chosen(w, meaning);
    return other.isEmpty() && w.skyOnly() ? Optional.of(Reason.SKY_ONLY) : other;
  }

  private Optional<Reason> camera(Mention m, Meaning meaning) {
    boolean still = meaning.value().equals(STILL);
    if (!PromptCamera.decides(shot)) {
      boolean stands = shot.camera().isEmpty() || !shot.trajectory();
      return still && stands ? Optional.empty() : Optional.of(Reason.SETTINGS_DECIDE);
    }
    boolean goes =
        still
            ? words.camera().isEmpty()
            : SceneWords.values(m, Camera.class).anyMatch(words.camera()::contains);
    return goes ? Optional.empty() : Optional.of(Reason.OTHER_CHOSEN);
  }

  /** A picture may show anything but what happens after it. */
  private Optional<Reason> outside(Meaning meaning) {
    boolean later = meaning.value().equals(CAMERA) || meaning.value().equals(ACTION);
    return Optional.of(pictured && !later ? Reason.FIRST_FRAME_DECIDES : Reason.OUTSIDE_WORLD);
  }
}
