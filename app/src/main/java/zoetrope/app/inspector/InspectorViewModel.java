package zoetrope.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.edit.ShotEdits;

/**
 * The selected shot's settings without their controls: what they are, what the shot's model advises
 * and cannot do, and the edits. Edits between two calls of {@link #nextGesture} are one step of
 * undo; one that leaves the shot as it is makes no step.
 */
final class InspectorViewModel {
  private static final int MAX_NAME = 100;
  private static final Advice UNKNOWN = new Advice(1, 0, 0, false, false);

  private final Workbench bench;
  private String gesture = "inspector";

  InspectorViewModel(Workbench bench) {
    this.bench = bench;
  }

  Optional<Shot> shot() {
    return bench.story().shot().get();
  }

  /** What is edited from now on can be undone by itself. */
  void nextGesture() {
    gesture = "inspector-" + UUID.randomUUID();
  }

  /** How the shot's model is asked when nobody says otherwise. */
  Advice advice() {
    return shot()
        .flatMap(bench.abilities()::of)
        .filter(m -> m.model().usable())
        .map(ModelProfile::advice)
        .orElse(UNKNOWN);
  }

  /** How long the shot is, rounded to hundredths of a second. */
  double seconds() {
    var fps = bench.story().story().get().format().fps();
    int frames = shot().map(Shot::frames).orElse(0);
    return Math.round(100.0 * frames * fps.denominator() / fps.numerator()) / 100.0;
  }

  /** Another length, at least a frame; the shot's clips on the timeline follow. */
  void seconds(double to) {
    var fps = bench.story().story().get().format().fps();
    int n = (int) Math.max(1, Math.round(to * fps.numerator() / fps.denominator()));
    bench.story().editShot(s -> s.withFrames(n));
  }

  /** Names the shot; a name that is empty or too long is left. */
  void name(String to) {
    if (!to.isBlank() && to.length() <= MAX_NAME) {
      edit(s -> s.withName(to));
    }
  }

  /** Describes the shot; a prompt that is empty or too long is left. */
  void prompt(String to) {
    if (!to.isBlank() && to.length() <= Shot.MAX_PROMPT) {
      edit(s -> s.withPrompt(to));
    }
  }

  void negative(String to) {
    if (to.length() <= Shot.MAX_PROMPT) {
      edit(s -> s.withNegative(to));
    }
  }

  /** Another model, asked as it advises. */
  void model(String id) {
    if (shot().filter(s -> !s.settings().model().equals(id)).isPresent()) {
      edit(s -> ShotEdits.model(s, id));
    }
  }

  /** A seed as it was typed; one that is no number leaves the last that was. */
  void seed(String typed) {
    try {
      long value = Long.parseLong(typed.strip());
      settings(k -> k.withSeed(new Seed(value, k.seed().locked())));
    } catch (NumberFormatException _) {
      // The last seed that was a number stays.
    }
  }

  void lock(boolean locked) {
    settings(k -> k.withSeed(new Seed(k.seed().value(), locked)));
  }

  void steps(int to) {
    settings(
        k ->
            new ShotSettings(
                k.model(), k.seed(), to, k.guidance(), k.identity(), k.motion(), k.takes()));
  }

  void guidance(double to) {
    settings(
        k ->
            new ShotSettings(
                k.model(), k.seed(), k.steps(), to, k.identity(), k.motion(), k.takes()));
  }

  /** How like their pictures the characters shall be, 0 to 1. */
  void identity(double to) {
    settings(
        k ->
            new ShotSettings(
                k.model(), k.seed(), k.steps(), k.guidance(), to, k.motion(), k.takes()));
  }

  /** How far drawn paths are followed, 0 to 1. */
  void motion(double to) {
    settings(
        k ->
            new ShotSettings(
                k.model(), k.seed(), k.steps(), k.guidance(), k.identity(), to, k.takes()));
  }

  void takes(int to) {
    settings(k -> k.withTakes(to));
  }

  private void settings(UnaryOperator<ShotSettings> change) {
    edit(s -> s.withSettings(change.apply(s.settings())));
  }

  private void edit(UnaryOperator<Shot> change) {
    if (shot().filter(s -> !change.apply(s).equals(s)).isPresent()) {
      bench.story().editShot(change, gesture);
    }
  }

  /** Whether the shot's model keeps characters alike. */
  boolean castable() {
    return refusal(Wish.CHARACTERS).isEmpty();
  }

  /** Whether the shot's model follows paths. */
  boolean movable() {
    return refusal(Wish.MOTION).isEmpty();
  }

  private Optional<String> refusal(Wish wish) {
    return shot().flatMap(s -> bench.abilities().refusal(s, wish));
  }

  /** What the shot's model cannot be asked for, in words. */
  List<String> limits() {
    List<String> why = new ArrayList<>();
    if (advice().fixed()) {
      why.add(bench.texts().get("inspector.fixed", advice().steps()));
    }
    Stream.of(refusal(Wish.CHARACTERS), refusal(Wish.MOTION))
        .flatMap(Optional::stream)
        .forEach(l -> why.add(bench.texts().get("inspector.limit." + l)));
    return why;
  }
}
