package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.media.sound.Loudness;
import zoetrope.media.sound.SoundMixer;

class FilmsTest {
  @TempDir Path folder;

  @Test
  void clipsAreCutTogetherToTheFrame() {
    Path dark = Samples.grey(folder, "dark.mkv", 40, 6);
    Path light = Samples.grey(folder, "light.mkv", 200, 6);
    Path film = folder.resolve("film.mkv");
    List<Integer> heard = new ArrayList<>();
    FilmPlan plan =
        Samples.film(
            12, List.of(Samples.cut(dark, 0, 5), Samples.cut(light, 5, 12)), List.of(), List.of());
    assertThat(
            Films.assemble(
                plan,
                film,
                Encoding.LOSSLESS,
                (done, total) -> heard.add(done * 100 + total),
                () -> false))
        .isTrue();
    List<byte[]> frames = Samples.frames(film);
    assertThat(frames).hasSize(12);
    assertThat(Samples.mean(frames.get(4))).isCloseTo(40, within(1.0));
    assertThat(Samples.mean(frames.get(5))).isCloseTo(200, within(1.0));
    assertThat(Samples.mean(frames.get(11)))
        .isCloseTo(200, within(1.0)); // a clip a frame short holds its last
    assertThat(heard).hasSize(12).startsWith(112).endsWith(1212);
  }

  @Test
  void aCrossfadeGoesEvenlyFromOneToTheOther() {
    Path dark = Samples.grey(folder, "dark.mkv", 40, 8);
    Path light = Samples.grey(folder, "light.mkv", 200, 8);
    Path film = folder.resolve("film.mkv");
    FilmPlan.Clip second = new FilmPlan.Clip(light, 0, 5, 13, FilmPlan.Entry.CROSSFADE, 3);
    Samples.assemble(
        Samples.film(13, List.of(Samples.cut(dark, 0, 8), second), List.of(), List.of()),
        film,
        Encoding.LOSSLESS);
    assertThat(
            Samples.frames(film).subList(4, 9).stream()
                .map(f -> (int) Math.round(Samples.mean(f) / 10))
                .toList())
        .containsExactly(4, 8, 12, 16, 20);
  }

  @Test
  void aDipGoesThroughBlack() {
    Path a = Samples.grey(folder, "a.mkv", 200, 6);
    Path b = Samples.grey(folder, "b.mkv", 100, 6);
    Path film = folder.resolve("film.mkv");
    FilmPlan.Clip second = new FilmPlan.Clip(b, 0, 6, 12, FilmPlan.Entry.DIP_TO_BLACK, 4);
    Samples.assemble(
        Samples.film(12, List.of(Samples.cut(a, 0, 6), second), List.of(), List.of()),
        film,
        Encoding.LOSSLESS);
    assertThat(
            Samples.frames(film).subList(3, 9).stream()
                .map(f -> (int) Math.round(Samples.mean(f) / 5))
                .toList())
        .containsExactly(40, 30, 10, 5, 15, 20);
  }

  @Test
  void aClipOfAnotherRateKeepsItsSpeedAndStartsWhereAsked() {
    byte[] rgb = new byte[24 * Samples.W * Samples.H * 3];
    for (int f = 0; f < 24; f++) {
      java.util.Arrays.fill(
          rgb, f * Samples.W * Samples.H * 3, (f + 1) * Samples.W * Samples.H * 3, (byte) (f * 10));
    }
    Path clip = folder.resolve("steps.mkv");
    ClipWriter.write(clip, Encoding.LOSSLESS, Samples.W, Samples.H, 12, rgb);
    Path film = folder.resolve("film.mkv");
    FilmPlan.Clip late = new FilmPlan.Clip(clip, 0.5, 0, 24, FilmPlan.Entry.CUT, 0);
    FilmPlan plan =
        new FilmPlan(Samples.W, Samples.H, 24, 1, 24, List.of(late), List.of(), List.of(), -16);
    Samples.assemble(plan, film, Encoding.LOSSLESS);
    List<byte[]> frames = Samples.frames(film);
    assertThat(frames.get(0)[0] & 255).isEqualTo(60);
    assertThat(frames.get(1)[0] & 255).isEqualTo(60);
    assertThat(frames.get(2)[0] & 255).isEqualTo(70);
    assertThat(frames.get(23)[0] & 255).isEqualTo(170);
  }

  @Test
  void aTitleShowsWhileItShouldAndFades() {
    Path dark = Samples.grey(folder, "dark.mkv", 20, 24);
    Path film = folder.resolve("film.mkv");
    FilmPlan.Title title =
        new FilmPlan.Title("MMMM", 6, 18, FilmPlan.Place.CENTER, FilmPlan.Style.HEADLINE);
    Samples.assemble(
        Samples.film(24, List.of(Samples.cut(dark, 0, 24)), List.of(title), List.of()),
        film,
        Encoding.LOSSLESS);
    List<byte[]> frames = Samples.frames(film);
    assertThat(Samples.mean(frames.get(5))).isCloseTo(20, within(0.5));
    assertThat(Samples.mean(frames.get(12))).isGreaterThan(22);
    assertThat(Samples.mean(frames.get(6))).isBetween(20.1, Samples.mean(frames.get(12)) - 0.5);
    assertThat(Samples.mean(frames.get(18))).isCloseTo(20, within(0.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's 100%{pts}: \"a\\b\"; [x]",
        "one\ntwo\r\nthree",
        "a 🎬 b 👩‍🚀",
        "早晨散步",
        "",
        "   ",
        "\n",
        "\u0000\u0007",
        "%s%n${jndi:x}",
        "مرحبا",
        "LONG"
      })
  void hostileTitlesAreHarmless(String text) {
    Path dark = Samples.grey(folder, "dark.mkv", 20, 4);
    Path film = folder.resolve("film.mkv");
    String words = text.equals("LONG") ? "W".repeat(200) : text;
    List<FilmPlan.Title> titles =
        List.of(
            new FilmPlan.Title(words, 0, 4, FilmPlan.Place.TOP, FilmPlan.Style.BAND),
            new FilmPlan.Title(words, 0, 4, FilmPlan.Place.BOTTOM, FilmPlan.Style.CAPTION));
    assertThat(
            Samples.assemble(
                Samples.film(4, List.of(Samples.cut(dark, 0, 4)), titles, List.of()),
                film,
                Encoding.LOSSLESS))
        .isTrue();
    assertThat(Samples.frames(film)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS", "PRORES"})
  void aFilmWithoutSoundHasASilentTrackOfItsLength(Encoding encoding) {
    Path film = folder.resolve("film." + encoding.extension());
    Samples.assemble(
        Samples.film(
            24,
            List.of(Samples.cut(Samples.grey(folder, "c.mkv", 90, 24), 0, 24)),
            List.of(),
            List.of()),
        film,
        encoding);
    float[] sound = SoundMixer.decode(film, Long.MAX_VALUE);
    assertThat(sound.length / 2 / 48_000.0).isCloseTo(2, within(0.05));
    for (float v : sound) {
      assertThat(Math.abs(v)).isLessThan(0.001f);
    }
    try (VideoReader r = VideoReader.open(film)) {
      assertThat(r.seconds()).isCloseTo(2, within(0.05));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM"})
  void theWrittenFilmHasTheLoudnessAskedFor(Encoding encoding) throws IOException {
    Path tune = Samples.wav(folder.resolve("a.wav"), 4, Samples.sine(440, 0.05));
    Path film = folder.resolve("film." + encoding.extension());
    FilmPlan.Sound sound = new FilmPlan.Sound(tune, 0, 4, 0, 0, 0, 0);
    Samples.assemble(
        Samples.film(
            48,
            List.of(Samples.cut(Samples.grey(folder, "c.mkv", 90, 4), 0, 48)),
            List.of(),
            List.of(sound)),
        film,
        encoding);
    assertThat(Loudness.integrated(SoundMixer.decode(film, Long.MAX_VALUE)))
        .isCloseTo(-16, within(1.0));
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS"})
  void theSamePlanGivesTheSameFile(Encoding encoding) throws IOException {
    Path tune = Samples.wav(folder.resolve("a.wav"), 2, Samples.sine(440, 0.05));
    Path clip = Samples.grey(folder, "c.mkv", 90, 24);
    FilmPlan plan =
        Samples.film(
            24,
            List.of(Samples.cut(clip, 0, 24)),
            List.of(),
            List.of(new FilmPlan.Sound(tune, 0, 2, 0, 0, 0, 0)));
    Path a = folder.resolve("1." + encoding.extension());
    Path b = folder.resolve("2." + encoding.extension());
    Samples.assemble(plan, a, encoding);
    Samples.assemble(plan, b, encoding);
    assertThat(a).hasSameBinaryContentAs(b);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledFilmLeavesNothing(Encoding encoding) throws IOException {
    Path clip = Samples.grey(folder, "c.mkv", 90, 4);
    Path out = Files.createDirectory(folder.resolve("out"));
    int[] done = {0};
    FilmPlan plan = Samples.film(100, List.of(Samples.cut(clip, 0, 100)), List.of(), List.of());
    assertThat(
            Films.assemble(
                plan, out.resolve("film"), encoding, (d, _) -> done[0] = d, () -> done[0] >= 5))
        .isFalse();
    assertThat(done[0]).isEqualTo(5);
    assertThat(Samples.names(out)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingClipLeavesNothingAndKeepsTheFilmBefore(Encoding encoding) throws IOException {
    Path clip = Samples.grey(folder, "c.mkv", 90, 4);
    Path out = Files.createDirectory(folder.resolve("out"));
    boolean single = encoding != Encoding.PNG_SEQUENCE;
    Path film = out.resolve("film");
    if (single) {
      Files.writeString(film, "the film before");
    }
    FilmPlan plan =
        Samples.film(
            8,
            List.of(Samples.cut(clip, 0, 4), Samples.cut(folder.resolve("gone.mkv"), 4, 8)),
            List.of(),
            List.of());
    assertThatThrownBy(() -> Samples.assemble(plan, film, encoding))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("gone.mkv");
    assertThat(Samples.names(out)).isEqualTo(single ? List.of("film") : List.of());
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() {
    Path clip = Samples.grey(folder, "c.mkv", 90, 4);
    FilmPlan plan = Samples.film(4, List.of(Samples.cut(clip, 0, 4)), List.of(), List.of());
    Path proc = Path.of("/proc/film.mp4");
    assumeThat(proc.getParent()).isDirectory();
    assertThatThrownBy(() -> Samples.assemble(plan, proc, Encoding.MP4))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("nothing can be written");
    Path gone = folder.resolve("gone").resolve("film.mp4");
    assertThatThrownBy(() -> Samples.assemble(plan, gone, Encoding.MP4))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("does not exist");
  }

  /** Needs a file system of 128 KiB: may this process mount one? */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS", "PRORES", "GIF", "PNG_SEQUENCE"})
  void aFullDiskIsToldAndLeavesNothing(Encoding encoding) throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()))
        .as("a small disk can be mounted")
        .isZero();
    try {
      Path clip = folder.resolve("busy.mkv");
      ClipWriter.write(clip, Encoding.LOSSLESS, 320, 180, 12, Samples.busy(320, 180, 24));
      FilmPlan plan =
          new FilmPlan(
              320, 180, 12, 1, 24, List.of(Samples.cut(clip, 0, 24)), List.of(), List.of(), -16);
      assertThatThrownBy(() -> Samples.assemble(plan, disk.resolve("film"), encoding))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("disk is full");
      assertThat(Samples.names(disk)).isEmpty();
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  void theDoctorNamesTheBuildAndItsEncoders() {
    MediaDoctor.Report report = MediaDoctor.examine();
    assertThat(report.version()).startsWith("8.");
    assertThat(report.licence()).contains("GPL");
    assertThat(report.encoders())
        .contains("libopenh264", "aac", "libvpx-vp9", "libopus", "ffv1", "flac", "prores_ks");
  }
}
