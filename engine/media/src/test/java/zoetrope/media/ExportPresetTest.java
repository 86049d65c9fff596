package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportPresetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "YOUTUBE, 1920, 1080",
    "VERTICAL, 1080, 1920",
    "SQUARE, 1080, 1080",
    "PRORES, 640, 360",
    "LOSSLESS, 640, 360",
    "WEBM, 640, 360",
    "GIF, 640, 360",
    "PNG_SEQUENCE, 640, 360"
  })
  void aPresetHasItsSizeOrTheFilms(ExportPreset preset, int width, int height) {
    FilmPlan film = preset.of(film(640, 360, 24, List.of()));
    assertThat(new int[] {film.width(), film.height()}).containsExactly(width, height);
    assertThat(film.length()).isEqualTo(24);
  }

  @ParameterizedTest
  @EnumSource
  void twiceTheLengthIsAboutTwiceTheSize(ExportPreset preset) {
    double once = preset.estimatedBytes(film(640, 360, 240, List.of()));
    double twice = preset.estimatedBytes(film(640, 360, 480, List.of()));
    assertThat(twice / once).isBetween(1.9, 2.0);
  }

  @ParameterizedTest
  @EnumSource(names = {"PRORES", "LOSSLESS", "WEBM", "GIF", "PNG_SEQUENCE"})
  void theEstimateIsOfTheRightOrder(ExportPreset preset) throws IOException {
    assertOrder(preset, film(320, 180, 24, List.of(Samples.cut(scene(320, 180, 24), 0, 24))));
  }

  @Test
  void theEstimateOfAVideoForTheWebIsOfTheRightOrder() throws IOException {
    assertOrder(
        ExportPreset.YOUTUBE,
        film(640, 360, 12, List.of(Samples.cut(scene(640, 360, 12), 0, 12))));
  }

  private void assertOrder(ExportPreset preset, FilmPlan film) throws IOException {
    Path file = folder.resolve("film");
    Samples.assemble(preset.of(film), file, preset.encoding());
    double ratio = (double) preset.estimatedBytes(film) / size(file);
    System.out.println("RATIO " + preset + " " + ratio + " " + size(file) * 8.0 / preset.of(film).width() / preset.of(film).height() / film.length());
    assertThat(ratio).isBetween(1 / 2.5, 2.5);
  }

  private static long size(Path file) throws IOException {
    try (Stream<Path> all = Files.walk(file)) {
      return all.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
  }

  private static FilmPlan film(int w, int h, int length, List<FilmPlan.Clip> clips) {
    return new FilmPlan(w, h, 24, 1, length, clips, List.of(), List.of(), -16);
  }

  /** A sky, a textured meadow and a figure that walks: of middling detail and movement. */
  private Path scene(int w, int h, int frames) {
    byte[] rgb = new byte[3 * w * h * frames];
    int[] grain = new Random(3).ints((long) w * h, -9, 10).toArray();
    for (int f = 0; f < frames; f++) {
      int walked = f * w / 80;
      BufferedImage image =
          Samples.painted(
              w,
              h,
              BufferedImage.TYPE_INT_RGB,
              g -> {
                g.setPaint(
                    new GradientPaint(0, 0, new Color(90, 150, 220), 0, h, new Color(230, 220, 180)));
                g.fillRect(0, 0, w, h);
                g.setColor(new Color(70, 130, 60));
                g.fillRect(0, h / 2, w, h / 2);
                g.setColor(new Color(190, 60, 40));
                g.fillOval(w / 5 + walked, h / 4, w / 6, h / 2);
                g.setColor(Color.WHITE);
                g.fillOval(w / 4 + walked, h / 3, w / 30, w / 30);
              });
      for (int i = 0; i < w * h; i++) {
        int argb = image.getRGB(i % w, i / w);
        int add = i / w >= h / 2 ? grain[i] : grain[i] / 5;
        for (int c = 0; c < 3; c++) {
          int v = (argb >> (16 - 8 * c) & 255) + add;
          rgb[3 * (f * w * h + i) + c] = (byte) Math.clamp(v, 0, 255);
        }
      }
    }
    Path file = folder.resolve("scene.mkv");
    ClipWriter.write(file, Encoding.LOSSLESS, w, h, 24, rgb);
    return file;
  }
}
