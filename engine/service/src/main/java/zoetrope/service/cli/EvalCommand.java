package zoetrope.service.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.judge.SceneClassifier;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.media.Images;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.service.Installation;
import zoetrope.service.cli.terminal.Interrupts;
import zoetrope.service.cli.terminal.Json;
import zoetrope.service.cli.terminal.JsonOption;
import zoetrope.service.cli.terminal.Screen;
import zoetrope.service.eval.Evaluation;
import zoetrope.service.eval.Evaluation.Outcome;
import zoetrope.service.eval.photo.PhotoEvaluation;
import zoetrope.service.eval.photo.PhotoFolder;
import zoetrope.service.eval.photo.PhotoReport;
import zoetrope.service.render.Engine;

/** {@code zoetrope eval}. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the starter model and prints a table.",
      "With --characters: how well it leads and keeps characters that it has not seen.",
      "With --photos: what becomes of your photos in a film; --characters are then the objects"
          + " that are laid on them."
    })
final class EvalCommand implements Callable<Integer> {
  private final Installation home;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--characters",
      paramLabel = "DIR",
      description =
          "A folder of cut-outs: PNG or WebP with transparency; with --photos those that come with"
              + " the program unless named.")
  private @Nullable Path characters;

  @Option(
      names = "--photos",
      paramLabel = "DIR",
      description = "A folder of photos; folders below it count too.")
  private @Nullable Path photos;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws scenes and paths; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Cases, 60 unless given; with --photos objects on each photo, 3 unless given.")
  private @Nullable Integer count;

  @Option(
      names = "--steps",
      defaultValue = "16",
      description = "Denoising steps; default ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--guidance",
      defaultValue = "2",
      description = "Guidance; default ${DEFAULT-VALUE}.")
  private double guidance;

  @Option(
      names = "--precision",
      defaultValue = "INT8",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Precision precision = Precision.INT8;

  @Option(
      names = "--sheet",
      paramLabel = "PNG",
      description = "Also writes a contact sheet of the first twelve clips, four frames each.")
  private @Nullable Path sheet;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  EvalCommand(Installation home) {
    this.home = home;
  }

  @Override
  public Integer call() {
    if (count != null && count < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--count is %d; give 1 or more".formatted(count));
    }
    if (photos != null) {
      measure(photos, characters == null ? home.heldOut() : characters);
    } else if (characters != null) {
      measure(characters);
    } else {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "name --characters DIR or --photos DIR");
    }
    return 0;
  }

  private void measure(Path folder, Path objects) {
    PhotoFolder found = PhotoFolder.of(folder);
    List<Path> laid = pictures(objects);
    try (Screen screen = Screen.of(spec.commandLine(), true, json.on());
        Interrupts interrupts = new Interrupts();
        Engine engine = Engine.open(home, precision)) {
      PhotoReport report =
          new PhotoEvaluation(engine, laid, count == null ? 3 : count, steps, seed)
              .run(found.photos(), screen, interrupts.token());
      screen.done();
      PrintWriter out = spec.commandLine().getOut();
      if (json.on()) {
        PhotoTable.printJson(report, found.others(), out);
      } else {
        PhotoTable.print(report, found.others(), out);
      }
    }
  }

  private void measure(Path folder) {
    List<Path> files = pictures(folder);
    try (Screen screen = Screen.of(spec.commandLine(), true, json.on());
        Interrupts interrupts = new Interrupts();
        Engine engine = Engine.open(home, precision);
        SceneClassifier scenes = SceneClassifier.open(home.sceneClassifier(), Runtime.cpu())) {
      List<Outcome> all =
          new Evaluation(engine, scenes, steps, guidance)
              .run(files, seed, count == null ? 60 : count, screen, interrupts.token());
      screen.done();
      print(all);
      if (sheet != null) {
        write(all, sheet);
      }
    }
  }

  private static List<Path> pictures(Path characters) {
    try (Stream<Path> list = Files.list(characters)) {
      List<Path> found =
          list.filter(
                  p -> {
                    String n = String.valueOf(p.getFileName()).toLowerCase(Locale.ROOT);
                    return n.endsWith(".png") || n.endsWith(".webp");
                  })
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new MediaException(characters, MediaProblem.NO_CUTOUTS, MediaRemedy.NAME_CUTOUTS);
      }
      return found;
    } catch (IOException e) {
      throw new MediaException(e, characters, MediaProblem.NOT_A_FOLDER, MediaRemedy.NAME_CUTOUTS);
    }
  }

  private void print(List<Outcome> all) {
    Map<String, double[]> rows = new LinkedHashMap<>();
    rows.put(
        "path error, trajectory adapter on (% of diagonal)",
        new double[] {mean(all, Outcome::pathOn), 4, -1});
    rows.put(
        "path error, trajectory adapter off (% of diagonal)",
        new double[] {mean(all, Outcome::pathOff), 15, 1});
    rows.put(
        "identity, identity adapter on (share of ceiling)",
        new double[] {mean(all, Outcome::identityOn), 0.8, 1});
    rows.put(
        "identity, identity adapter off (share of ceiling)",
        new double[] {mean(all, Outcome::identityOff), mean(all, Outcome::stranger) + 0.05, -1});
    rows.put(
        "identity of another character, for comparison",
        new double[] {mean(all, Outcome::stranger), 0, 0});
    rows.put(
        "stillness outside the brush (dB, mean)",
        new double[] {mean(all, Outcome::stillness), 30, 1});
    rows.put(
        "stillness outside the brush (dB, worst)",
        new double[] {all.stream().mapToDouble(Outcome::stillness).min().orElse(0), 30, 1});
    rows.put(
        "scene recognised (share)", new double[] {mean(all, o -> o.sceneRight() ? 1 : 0), 0.85, 1});
    rows.put(
        "steps at token borders over steps beside them",
        new double[] {mean(all, Outcome::seams), 0, 0});
    PrintWriter out = spec.commandLine().getOut();
    if (json.on()) {
      Map<String, Double> flat = new LinkedHashMap<>();
      rows.forEach((k, v) -> flat.put(k, v[0]));
      out.println(Json.line(flat));
      return;
    }
    out.println(files(all.size()));
    rows.forEach((k, v) -> out.println("%-52s %8.3f   %s".formatted(k, v[0], verdict(v))));
  }

  private static String files(int n) {
    return n + " cases";
  }

  private static String verdict(double[] row) {
    if (row[2] == 0) {
      return "";
    }
    boolean ok = row[2] < 0 ? row[0] < row[1] : row[0] >= row[1];
    return "%s %s %.3g".formatted(ok ? "ok  " : "MISS", row[2] < 0 ? "<" : ">=", row[1]);
  }

  private static double mean(List<Outcome> all, ToDoubleFunction<Outcome> f) {
    return all.stream().mapToDouble(f).average().orElse(Double.NaN);
  }

  private static void write(List<Outcome> all, Path file) {
    List<RgbClip> clips = all.stream().limit(12).map(Outcome::clip).toList();
    int w = clips.getFirst().width() / 2;
    int h = clips.getFirst().height() / 2;
    int across = 4 * w;
    byte[] rgb = new byte[across * h * clips.size() * 3];
    for (int i = 0; i < clips.size(); i++) {
      for (int k = 0; k < 4; k++) {
        copy(clips.get(i), k * (clips.get(i).frames() - 1) / 3, rgb, across, k * w, i * h);
      }
    }
    Images.writePng(across, h * clips.size(), rgb, file);
  }

  /** A frame at half size into a sheet. */
  private static void copy(RgbClip clip, int t, byte[] rgb, int across, int x0, int y0) {
    for (int y = 0; y < clip.height() / 2; y++) {
      for (int x = 0; x < clip.width() / 2; x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 2;
          for (int k = 0; k < 4; k++) {
            sum +=
                clip.rgb()[
                        ((t * clip.height() + 2 * y + k / 2) * clip.width() + 2 * x + k % 2) * 3
                            + c]
                    & 255;
          }
          rgb[((y0 + y) * across + x0 + x) * 3 + c] = (byte) (sum / 4);
        }
      }
    }
  }
}
