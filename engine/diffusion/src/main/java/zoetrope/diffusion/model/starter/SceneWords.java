package zoetrope.diffusion.model.starter;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import zoetrope.diffusion.model.starter.World.Camera;
import zoetrope.diffusion.model.starter.World.Framing;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Mention;

/**
 * What the known words of a prompt say about the starter's world. They are evidence for the scene
 * prior, and alone decide about the camera: an embedding hardly knows "in" from "out", nor "no
 * rain" from "rain".
 */
final class SceneWords {
  private final List<Mention> mentions;

  SceneWords(Lexicon lexicon, String prompt) {
    mentions = lexicon.mentions(prompt);
  }

  List<Mention> mentions() {
    return mentions;
  }

  /** The word list's kind of an enum's values. */
  static String kind(Class<?> type) {
    return type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The values that a mention names, of a type. */
  static <E extends Enum<E>> Stream<E> values(Mention m, Class<E> type) {
    return m.of(kind(type)).flatMap(x -> World.named(type, x.value()).stream());
  }

  /** What the prompt names, in its order. */
  <E extends Enum<E>> List<E> named(Class<E> type) {
    return mentions.stream()
        .filter(m -> !m.negated())
        .flatMap(m -> values(m, type))
        .distinct()
        .toList();
  }

  /**
   * What the prompt hints at: the moon is seen at night, seaweed under water. In the order in which
   * the world has them.
   */
  <E extends Enum<E>> Set<E> hinted(Class<E> type) {
    Set<E> out = EnumSet.noneOf(type);
    mentions.stream()
        .filter(m -> !m.negated())
        .flatMap(m -> Stream.of("part", "season").flatMap(m::of))
        .forEach(x -> World.named(type, x.value()).ifPresent(out::add));
    return out;
  }

  /** Whether the prompt names any. */
  <E extends Enum<E>> boolean names(Class<E> type) {
    return !named(type).isEmpty();
  }

  /** What the prompt says is not so. */
  <E extends Enum<E>> Set<E> negated(Class<E> type) {
    Set<E> out = EnumSet.noneOf(type);
    mentions.stream().filter(Mention::negated).forEach(m -> values(m, type).forEach(out::add));
    return out;
  }

  /** How much is seen; the first word decides. */
  Framing framing() {
    return named(Framing.class).stream().findFirst().orElse(Framing.WIDE);
  }

  /** Where the camera goes; along each line the first word decides. */
  Set<Camera> camera() {
    Set<Camera> out = EnumSet.noneOf(Camera.class);
    for (Camera c : named(Camera.class)) {
      if (out.stream().noneMatch(c::sameAxis)) {
        out.add(c);
      }
    }
    return out;
  }
}
