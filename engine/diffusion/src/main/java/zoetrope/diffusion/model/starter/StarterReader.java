package zoetrope.diffusion.model.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.PromptReader;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Aspect;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.diffusion.PromptReading.Choice;
import zoetrope.diffusion.PromptReading.Words;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.model.starter.Scene.Pick;
import zoetrope.diffusion.model.starter.World.Camera;
import zoetrope.diffusion.model.starter.World.Framing;
import zoetrope.diffusion.model.starter.World.Light;
import zoetrope.diffusion.model.starter.World.Mood;
import zoetrope.diffusion.model.starter.World.Place;
import zoetrope.diffusion.model.starter.World.Weather;
import zoetrope.diffusion.text.PromptEncoder;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Mention;
import zoetrope.diffusion.text.lexicon.WordList;

/** Says what the starter model makes of a prompt: ten places and what belongs to them. */
final class StarterReader implements PromptReader {
  private final Supplier<Lexicon> lexicon;
  private final PromptEncoder prompts;
  private final ScenePrior prior;

  /**
   * @param prompts stays the caller's to close
   */
  StarterReader(Supplier<Lexicon> lexicon, PromptEncoder prompts, ScenePrior prior) {
    this.lexicon = lexicon;
    this.prompts = prompts;
    this.prior = prior;
  }

  /** The words of the starter's world. */
  static Lexicon lexicon() {
    return WordList.read(StarterReader.class, "words.txt", "compounds.txt");
  }

  /** What a prompt's known words say. */
  SceneWords words(String prompt) {
    return new SceneWords(lexicon.get(), prompt);
  }

  /** The scene of a prompt whose vector is known. */
  Scene scene(float[] text, SceneWords words) {
    return prior.scene(text, words);
  }

  @Override
  public PromptReading read(ShotRequest shot, List<String> cast, CancelToken cancel) {
    float[] text = prompts.encode(shot.prompt(), cancel);
    SceneWords words = words(shot.prompt());
    Scene scene = scene(text, words);
    List<Choice> choices = new ArrayList<>();
    if (shot.firstFrame().isPresent()) {
      choices.add(
          new Choice(Aspect.PLACE, "", Basis.FIRST_FRAME, requested(words, shot, Place.class), 1));
    } else {
      Place place = scene.place().value();
      choices.add(choice(Aspect.PLACE, scene.place(), Place.class, words, shot));
      if (place.shows(scene.light().value()) && (place.lit() || words.names(Light.class))) {
        choices.add(choice(Aspect.LIGHT, scene.light(), Light.class, words, shot));
      }
      if (place.shows(scene.weather().value())) {
        choices.add(choice(Aspect.WEATHER, scene.weather(), Weather.class, words, shot));
      }
      choices.add(choice(Aspect.MOOD, scene.mood(), Mood.class, words, shot));
      choices.add(
          choice(Aspect.FRAMING, new Pick<>(words.framing(), 1), Framing.class, words, shot));
    }
    choices.addAll(camera(words, shot));
    Leftovers left = new Leftovers(lexicon.get(), shot, words, scene, cast);
    return new PromptReading(
        choices, left.all(), left.things(), going(words, shot), words.framing().scale());
  }

  private static <E extends Enum<E>> Choice choice(
      Aspect aspect, Pick<E> pick, Class<E> type, SceneWords words, ShotRequest shot) {
    E value = pick.value();
    boolean named = words.named(type).contains(value);
    Basis basis =
        named ? said(value, type, words) : World.usual(value) ? Basis.USUAL : Basis.GUESSED;
    List<Words> requested =
        named ? naming(words, shot, value, basis == Basis.NEAREST) : requested(words, shot, type);
    return new Choice(aspect, World.name(value), basis, requested, pick.certainty());
  }

  private static <E extends Enum<E>> Basis said(E value, Class<E> type, SceneWords words) {
    if (value instanceof Weather w && w.skyOnly()) {
      return Basis.PARTLY;
    }
    boolean near =
        words.mentions().stream()
            .filter(m -> !m.negated())
            .flatMap(m -> m.of(SceneWords.kind(type)))
            .anyMatch(m -> m.near() && m.value().equals(World.name(value)));
    return near ? Basis.NEAREST : Basis.REQUESTED;
  }

  /**
   * The words that name a value.
   *
   * @param near only those that name something else, to which it is the nearest
   */
  private static List<Words> naming(
      SceneWords words, ShotRequest shot, Enum<?> value, boolean near) {
    return words.mentions().stream()
        .filter(m -> !m.negated())
        .filter(
            m ->
                m.of(SceneWords.kind(value.getDeclaringClass()))
                    .anyMatch(x -> x.value().equals(World.name(value)) && (x.near() || !near)))
        .map(m -> words(shot, m))
        .toList();
  }

  /** What the prompt says about something, whether the world has it or not. */
  private static List<Words> requested(SceneWords words, ShotRequest shot, Class<?> type) {
    String kind = SceneWords.kind(type);
    return words.mentions().stream()
        .filter(m -> !m.negated())
        .filter(m -> m.is(kind) || m.of(Leftovers.OUTSIDE).anyMatch(o -> o.value().equals(kind)))
        .map(m -> words(shot, m))
        .toList();
  }

  private static List<Words> going(SceneWords words, ShotRequest shot) {
    return words.mentions().stream()
        .filter(m -> !m.negated() && m.is(Leftovers.GOING))
        .map(m -> words(shot, m))
        .toList();
  }

  static Words words(ShotRequest shot, Mention m) {
    return new Words(m.start(), m.end(), shot.prompt().substring(m.start(), m.end()));
  }

  private static List<Choice> camera(SceneWords words, ShotRequest shot) {
    List<Words> requested = requested(words, shot, Camera.class);
    if (!PromptCamera.decides(shot)) {
      String value = shot.camera().isPresent() && shot.trajectory() ? "" : Leftovers.STILL;
      return List.of(new Choice(Aspect.CAMERA, value, Basis.SETTINGS, requested, 1));
    }
    List<Choice> moves =
        words.camera().stream()
            .map(c -> new Choice(Aspect.CAMERA, World.name(c), Basis.REQUESTED, requested, 1))
            .toList();
    Basis still =
        words.mentions().stream().anyMatch(m -> m.is(SceneWords.kind(Camera.class)))
            ? Basis.REQUESTED
            : Basis.USUAL;
    return moves.isEmpty()
        ? List.of(new Choice(Aspect.CAMERA, Leftovers.STILL, still, requested, 1))
        : moves;
  }
}
