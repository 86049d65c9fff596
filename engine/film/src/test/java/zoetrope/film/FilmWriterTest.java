package zoetrope.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.MediaDoctor;
import zoetrope.media.MediaException;
import zoetrope.media.Tags;
import zoetrope.media.VideoReader;
import zoetrope.media.sound.Loudness;
import zoetrope.media.sound.SoundSource;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Transition.Kind;

class FilmWriterTest {
  @TempDir Path folder;

  @Test
  void clipsAreCutTogetherToTheFrame() {
    Path dark = TestFilm.grey(folder, "dark.mkv", 40, 6);
    Path light = TestFilm.grey(folder, "light.mkv", 200, 6);
    Path film = folder.resolve("film.mkv");
    List<Integer> heard = new ArrayList<>();
    assertThat(
            FilmWriter.write(
                new TestFilm().cut(dark, 5).cut(light, 7).film(),
                film,
                Encoding.LOSSLESS,
                Tags.NONE,
                (done, total) -> heard.add(done * 100 + total),
                () -> false))
        .isTrue();
    List<byte[]> frames = TestFilm.frames(film);
    assertThat(frames).hasSize(12);
    assertThat(TestFilm.mean(frames.get(4))).isCloseTo(40, within(1.0));
    assertThat(TestFilm.mean(frames.get(5))).isCloseTo(200, within(1.0));
    assertThat(TestFilm.mean(frames.get(11)))
        .isCloseTo(200, within(1.0)); // a clip a frame short holds its last
    assertThat(heard).hasSize(12).startsWith(112).endsWith(1212);
  }

  @Test
  void aCrossfadeGoesEvenlyFromOneToTheOther() {
    Path dark = TestFilm.grey(folder, "dark.mkv", 40, 8);
    Path light = TestFilm.grey(folder, "light.mkv", 200, 8);
    Path film = folder.resolve("film.mkv");
    new TestFilm().cut(dark, 8).clip(light, 0, 8, Kind.CROSSFADE, 3).write(film, Encoding.LOSSLESS);
    assertThat(
            TestFilm.frames(film).subList(4, 9).stream()
                .map(f -> (int) Math.round(TestFilm.mean(f) / 10))
                .toList())
        .containsExactly(4, 8, 12, 16, 20);
  }

  @Test
  void aDipGoesThroughBlack() {
    Path a = TestFilm.grey(folder, "a.mkv", 200, 6);
    Path b = TestFilm.grey(folder, "b.mkv", 100, 6);
    Path film = folder.resolve("film.mkv");
    new TestFilm().cut(a, 6).clip(b, 0, 6, Kind.DIP_TO_BLACK, 4).write(film, Encoding.LOSSLESS);
    assertThat(
            TestFilm.frames(film).subList(3, 9).stream()
                .map(f -> (int) Math.round(TestFilm.mean(f) / 5))
                .toList())
        .containsExactly(40, 30, 10, 5, 15, 20);
  }

  @Test
  void aClipOfAnotherRateKeepsItsSpeedAndStartsWhereAsked() {
    byte[] rgb = new byte[24 * TestFilm.W * TestFilm.H * 3];
    for (int f = 0; f < 24; f++) {
      java.util.Arrays.fill(
          rgb,
          f * TestFilm.W * TestFilm.H * 3,
          (f + 1) * TestFilm.W * TestFilm.H * 3,
          (byte) (f * 10));
    }
    Path clip = folder.resolve("steps.mkv");
    ClipWriter.write(clip, Encoding.LOSSLESS, TestFilm.W, TestFilm.H, 12, rgb);
    Path film = folder.resolve("film.mkv");
    new TestFilm(FrameRate.of(24)).clip(clip, 12, 24, Kind.CUT, 0).write(film, Encoding.LOSSLESS);
    List<byte[]> frames = TestFilm.frames(film);
    assertThat(frames.get(0)[0] & 255).isEqualTo(60);
    assertThat(frames.get(1)[0] & 255).isEqualTo(60);
    assertThat(frames.get(2)[0] & 255).isEqualTo(70);
    assertThat(frames.get(23)[0] & 255).isEqualTo(170);
  }

  @Test
  void aTitleShowsWhileItShouldAndFades() {
    Path dark = TestFilm.grey(folder, "dark.mkv", 20, 24);
    Path film = folder.resolve("film.mkv");
    new TestFilm()
        .cut(dark, 24)
        .title("MMMM", 6, 18, Title.Position.CENTER, Title.Style.HEADLINE)
        .write(film, Encoding.LOSSLESS);
    List<byte[]> frames = TestFilm.frames(film);
    assertThat(TestFilm.mean(frames.get(5))).isCloseTo(20, within(0.5));
    assertThat(TestFilm.mean(frames.get(12))).isGreaterThan(22);
    assertThat(TestFilm.mean(frames.get(6))).isBetween(20.1, TestFilm.mean(frames.get(12)) - 0.5);
    assertThat(TestFilm.mean(frames.get(18))).isCloseTo(20, within(0.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's 100%{pts}: \"a\\b\"; [x]",
        "one\ntwo\r\nthree",
        "a 🎬 b 👩‍🚀",
        "早晨散步",
        "\u0000\u0007",
        "%s%n${jndi:x}",
        "مرحبا",
        "LONG"
      })
  void hostileTitlesAreHarmless(String text) {
    Path dark = TestFilm.grey(folder, "dark.mkv", 20, 4);
    Path film = folder.resolve("film.mkv");
    String words = text.equals("LONG") ? "W".repeat(200) : text;
    assertThat(
            new TestFilm()
                .cut(dark, 4)
                .title(words, 0, 4, Title.Position.TOP, Title.Style.BAND)
                .title(words, 0, 4, Title.Position.BOTTOM, Title.Style.CAPTION)
                .write(film, Encoding.LOSSLESS))
        .isTrue();
    assertThat(TestFilm.frames(film)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS", "PRORES"})
  void aFilmWithoutSoundHasASilentTrackOfItsLength(Encoding encoding) {
    Path film = folder.resolve("film." + encoding.extension());
    new TestFilm().cut(TestFilm.grey(folder, "c.mkv", 90, 24), 24).write(film, encoding);
    float[] sound = TestFilm.heard(film);
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
    Path tune = TestFilm.wav(folder.resolve("a.wav"), 4, TestFilm.sine(440, 0.05));
    Path film = folder.resolve("film." + encoding.extension());
    new TestFilm()
        .cut(TestFilm.grey(folder, "c.mkv", 90, 4), 48)
        .sound(tune, 0, 4, 0, 0, 0, 0)
        .write(film, encoding);
    assertThat(Loudness.integrated(TestFilm.heard(film))).isCloseTo(-16, within(1.0));
  }

  /** Three decibels stand between the samples of a sine at a quarter of their rate. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "PRORES"})
  void theTruePeakOfAWrittenFilmIsHeldBelowMinusOne(Encoding encoding) throws IOException {
    Path tune =
        TestFilm.wav(
            folder.resolve("a.wav"),
            4,
            i -> Math.sin(Math.PI / 2 * i + Math.PI / 4) * (i / 4_800 % 10 == 0 ? 0.99 : 0.01));
    Path film = folder.resolve("film." + encoding.extension());
    new TestFilm()
        .cut(TestFilm.grey(folder, "c.mkv", 90, 4), 48)
        .sound(tune, 0, 4, 0, 0, 0, 0)
        .write(film, encoding);
    assertThat(Loudness.of(SoundSource.of(TestFilm.heard(film))).truePeak())
        .isLessThanOrEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "WEBM", "LOSSLESS"})
  void theSamePlanGivesTheSameFile(Encoding encoding) throws IOException {
    Path tune = TestFilm.wav(folder.resolve("a.wav"), 2, TestFilm.sine(440, 0.05));
    Path clip = TestFilm.grey(folder, "c.mkv", 90, 24);
    TestFilm film = new TestFilm().cut(clip, 24).sound(tune, 0, 2, 0, 0, 0, 0);
    Path a = folder.resolve("1." + encoding.extension());
    Path b = folder.resolve("2." + encoding.extension());
    film.write(a, encoding);
    film.write(b, encoding);
    assertThat(a).hasSameBinaryContentAs(b);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledFilmLeavesNothing(Encoding encoding) throws IOException {
    Path clip = TestFilm.grey(folder, "c.mkv", 90, 4);
    Path out = Files.createDirectory(folder.resolve("out"));
    int[] done = {0};
    assertThat(
            FilmWriter.write(
                new TestFilm().cut(clip, 100).film(),
                out.resolve("film"),
                encoding,
                Tags.NONE,
                (d, _) -> done[0] = d,
                () -> done[0] >= 5))
        .isFalse();
    assertThat(done[0]).isEqualTo(5);
    assertThat(names(out)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingClipLeavesNothingAndKeepsTheFilmBefore(Encoding encoding) throws IOException {
    Path clip = TestFilm.grey(folder, "c.mkv", 90, 4);
    Path out = Files.createDirectory(folder.resolve("out"));
    boolean single = encoding != Encoding.PNG_SEQUENCE;
    Path film = out.resolve("film");
    if (single) {
      Files.writeString(film, "the film before");
    }
    TestFilm broken = new TestFilm().cut(clip, 4).cut(folder.resolve("gone.mkv"), 4);
    assertThatThrownBy(() -> broken.write(film, encoding))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("gone.mkv");
    assertThat(names(out)).isEqualTo(single ? List.of("film") : List.of());
  }

  @Tag("process")
  @Test
  void aFolderThatCannotBeWrittenIsTold() {
    Path clip = TestFilm.grey(folder, "c.mkv", 90, 4);
    TestFilm film = new TestFilm().cut(clip, 4);
    Path proc = Path.of("/proc/film.mp4");
    assumeThat(proc.getParent()).isDirectory();
    assertThatThrownBy(() -> film.write(proc, Encoding.MP4))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("nothing can be written");
    Path gone = folder.resolve("gone").resolve("film.mp4");
    assertThatThrownBy(() -> film.write(gone, Encoding.MP4))
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
      byte[] busy = new byte[3 * 320 * 180 * 24];
      new java.util.Random(7).nextBytes(busy);
      TestFilm.take(clip, 320, 180, busy);
      Film film = new TestFilm().cut(clip, 24).film(320, 180);
      Path out = disk.resolve("film");
      assertThatThrownBy(
              () -> FilmWriter.write(film, out, encoding, Tags.NONE, (_, _) -> {}, () -> false))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("disk is full");
      assertThat(names(disk)).isEmpty();
    } finally {
      run("umount", disk.toString());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
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
