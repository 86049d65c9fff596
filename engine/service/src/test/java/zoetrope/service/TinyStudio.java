package zoetrope.service;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import zoetrope.service.cli.Main;
import zoetrope.service.models.ModelLibrary;

/**
 * An installation whose starter model is the tiny random one of the parity tests: the real engine,
 * quick because the network is small. What it paints is noise; what the studio does with it is what
 * is tested.
 */
public final class TinyStudio {
  private final Path folder;
  private final Installation home;

  public TinyStudio(Path folder) throws IOException {
    this.folder = folder;
    Path assets = Files.createDirectories(folder.resolve("home/assets"));
    Path weights = Files.createDirectories(assets.resolve("starter/weights"));
    for (String part : new String[] {"base", "identity", "trajectory"}) {
      Files.copy(
          Path.of("../diffusion/src/test/resources/starter", part + ".safetensors"),
          weights.resolve(part + ".safetensors"));
    }
    Files.copy(
        Path.of("../../assets/embedder/embedder.safetensors"),
        Files.createDirectories(assets.resolve("embedder")).resolve("embedder.safetensors"));
    home = new Installation(folder.resolve("home"));
    drawCharacter(folder.resolve("hero.png"));
  }

  private static void drawCharacter(Path file) throws IOException {
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(220, 80, 40));
    g.fillOval(10, 10, 76, 76);
    g.setColor(Color.WHITE);
    g.fillRect(30, 30, 12, 20);
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  public Installation home() {
    return home;
  }

  /** Where an installation's starter model lies. */
  public static Path weights(Installation home) {
    return home.assets().resolve("starter/weights");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes a story of two short shots and gives its file. */
  public Path story(String name, String extra) throws IOException {
    String text =
        """
        title: Two shots
        format: {aspect: "16:9", fps: 12, height: 144}
        characters: [{id: hero, images: [hero.png]}]
        shots:
          - {id: one, prompt: a meadow, duration: 8f, steps: 1, guidance: 1, seed: 5, characters: [{id: hero, size: 0.4}],
             motion: {regions: [{character: hero, path: [[0.2, 0.6], [0.8, 0.6]]}]}}
          - {id: two, prompt: 海边的日落, duration: 28f, steps: 1, guidance: 1, seed: 6, first_frame: previous}
        timeline:
          transitions: [{into: two, kind: crossfade, duration: 4f}]
          titles: [{text: "It's 100%: done", at: 0s, duration: 1s}]
        """
            + extra;
    return Files.writeString(folder.resolve(name), text);
  }

  /** Outcome of a command. */
  public record Said(int code, String out, String err) {}

  public Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(home, new ModelLibrary(home, folder.resolve("models")));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(args);
    return new Said(code, out.toString(), err.toString());
  }
}
