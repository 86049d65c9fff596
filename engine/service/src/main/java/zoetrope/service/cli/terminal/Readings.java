package zoetrope.service.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.reading.ShotReading;
import zoetrope.service.reading.ShotReading.Painted;
import zoetrope.service.reading.ShotReading.Player;
import zoetrope.service.reading.ShotReading.Words;
import zoetrope.service.render.RenderException;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;

/** Says what the models make of prompts before anything is made, and refuses where asked to. */
public final class Readings {
  /** A reason that is none to refuse a prompt: the picture may show it. */
  private static final String FIRST_FRAME = "first-frame-decides";

  private final PrintWriter out;
  private final boolean json;
  private final boolean all;

  /**
   * @param out where it is said
   * @param json as JSON, for scripts
   * @param all whether models that have nothing to say are named too
   */
  public Readings(PrintWriter out, boolean json, boolean all) {
    this.out = out;
    this.json = json;
    this.all = all;
  }

  /** What is asked for goes out; what is only said beside the work does not, but for scripts. */
  public static Readings of(CommandLine line, boolean json, boolean asked) {
    return new Readings(asked || json ? line.getOut() : line.getErr(), json, asked);
  }

  /**
   * Says what becomes of the prompts of some shots.
   *
   * @param strict refuses prompts of which something would not be painted
   * @throws RenderException that names the words
   */
  public void tell(Story story, List<Shot> shots, ShotReader reader, boolean strict) {
    List<String> refused = new ArrayList<>();
    for (Shot s : shots) {
      int n = story.shots().indexOf(s) + 1;
      Optional<ShotReading> reading = reader.read(story, s);
      reading.ifPresentOrElse(r -> say(n, s, r), () -> sayNothing(n, s));
      reading
          .filter(r -> !r.complete())
          .ifPresent(r -> refused.add("%s (shot %d)".formatted(refused(r), n)));
    }
    if (strict && !refused.isEmpty()) {
      throw new RenderException(
          "not all that the prompts ask for would be painted: %s; use other words, choose a model that"
                  .formatted(String.join("; ", refused))
              + " understands text, or leave out --strict");
    }
  }

  /** The words that are not painted as they say. */
  private static String refused(ShotReading r) {
    Stream<Words> left =
        r.unpainted().stream()
            .filter(u -> !u.reason().equals(FIRST_FRAME))
            .map(ShotReading.Unpainted::words);
    Stream<Words> near =
        r.painted().stream()
            .filter(p -> p.on(Basis.NEAREST) || p.on(Basis.PARTLY))
            .map(Painted::requested)
            .flatMap(List::stream);
    Stream<Words> cast =
        r.cast().stream().filter(Player::near).map(Player::requested).flatMap(List::stream);
    return String.join(
        ", ",
        Stream.of(left, near, cast)
            .flatMap(s -> s)
            .map(w -> "'" + w.text() + "'")
            .distinct()
            .toList());
  }

  private void say(int number, Shot told, ShotReading reading) {
    out.println(
        json
            ? Json.line(Map.of("reading", ReadingText.json(number, told, reading)))
            : "shot " + number + ": " + ReadingText.words(reading));
  }

  private void sayNothing(int number, Shot told) {
    if (all && !json) {
      out.println(
          "shot %d: the model '%s' understands text, or is not installed; nothing to say"
              .formatted(number, told.settings().model()));
    }
  }
}
