package zoetrope.film;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.media.AudioReader;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.Tags;
import zoetrope.media.VideoReader;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.story.MediaRef;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** A film that a test puts together, and the files it is made of. */
public final class TestFilm {
  public static final int W = 64;
  public static final int H = 36;
  public static final FrameRate RATE = FrameRate.of(12);

  private final FrameRate rate;
  private final List<Clip> clips = new ArrayList<>();
  private final List<Title> titles = new ArrayList<>();
  private final List<AudioClip> audio = new ArrayList<>();
  private final Map<String, Path> takes = new LinkedHashMap<>();
  private final Map<MediaRef, Path> sounds = new LinkedHashMap<>();

  public TestFilm() {
    this(RATE);
  }

  public TestFilm(FrameRate rate) {
    this.rate = rate;
  }

  /** Adds some frames of a take after what is there, from a frame of the take on. */
  public TestFilm clip(Path take, int from, int frames, Transition.Kind kind, int transition) {
    String shot = "shot" + clips.size();
    takes.put(shot, take);
    TimeRange source = new TimeRange(rate.ticks(from), rate.ticks(from + frames));
    clips.add(new Clip("c" + shot, shot, source, new Transition(kind, rate.ticks(transition)), 0));
    return this;
  }

  public TestFilm cut(Path take, int frames) {
    return clip(take, 0, frames, Transition.Kind.CUT, 0);
  }

  public TestFilm title(
      String text, int start, int end, Title.Position position, Title.Style style) {
    TimeRange place = new TimeRange(rate.ticks(start), rate.ticks(end));
    titles.add(new Title("title" + titles.size(), text, place, position, style));
    return this;
  }

  /** Adds a sound; times in seconds, gain in decibels. */
  public TestFilm sound(
      Path file, double start, double end, double from, double gain, double in, double out) {
    MediaRef ref =
        sounds.entrySet().stream()
            .filter(e -> e.getValue().equals(file))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(new MediaRef("%064x".formatted(sounds.size()), "wav"));
    sounds.put(ref, file);
    TimeRange place = new TimeRange(ticks(start), ticks(end));
    audio.add(
        new AudioClip(
            "sound" + audio.size(), ref, place, ticks(from), gain, ticks(in), ticks(out)));
    return this;
  }

  private static long ticks(double seconds) {
    return Math.round(seconds * Timeline.TICKS_PER_SECOND);
  }

  public FilmEvaluator content() {
    List<Track> tracks = clips.isEmpty() ? List.of() : List.of(new Track("v1", clips));
    return new FilmEvaluator(new Timeline(tracks, titles, audio), rate);
  }

  public Optional<Path> sound(MediaRef ref) {
    return Optional.ofNullable(sounds.get(ref));
  }

  public Film film(int width, int height) {
    return new Film(
        content(), width, height, takes, sounds, LoudnessTarget.MOBILE, Optional.empty());
  }

  public Film film() {
    return film(W, H);
  }

  public boolean write(Path file, Encoding encoding) {
    return FilmWriter.write(film(), file, encoding, Tags.NONE, (_, _) -> {}, () -> false);
  }

  /** A lossless take of one grey. */
  public static Path grey(Path folder, String name, int grey, int frames) {
    byte[] rgb = new byte[3 * W * H * frames];
    java.util.Arrays.fill(rgb, (byte) grey);
    return take(folder.resolve(name), W, H, rgb);
  }

  /** A lossless take of packed frames. */
  public static Path take(Path file, int width, int height, byte[] rgb) {
    ClipWriter.write(file, Encoding.LOSSLESS, width, height, RATE.numerator(), rgb);
    return file;
  }

  /** A stereo WAV of 16 bits at 48 kHz, the same wave on both sides. */
  public static Path wav(Path file, double seconds, IntToDoubleFunction wave) throws IOException {
    int n = (int) (seconds * 48_000);
    ByteBuffer b = ByteBuffer.allocate(44 + 4 * n).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * n);
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1).putShort((short) 2).putInt(48_000).putInt(192_000);
    b.putShort((short) 4).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * n);
    for (int i = 0; i < n; i++) {
      short v = (short) Math.round(32_767 * wave.applyAsDouble(i));
      b.putShort(v).putShort(v);
    }
    return Files.write(file, b.array());
  }

  public static IntToDoubleFunction sine(double hertz, double level) {
    return i -> level * Math.sin(2 * Math.PI * hertz * i / 48_000);
  }

  public static List<byte[]> frames(Path file) {
    List<byte[]> out = new ArrayList<>();
    try (VideoReader r = VideoReader.open(file)) {
      for (Optional<byte[]> f = r.next(); f.isPresent(); f = r.next()) {
        out.add(f.get());
      }
    }
    return out;
  }

  /** All sound of a file. */
  public static float[] heard(Path file) {
    try (AudioReader r = AudioReader.open(file)) {
      float[] all = new float[2 * 60 * AudioReader.RATE];
      return java.util.Arrays.copyOf(all, r.read(all));
    }
  }

  public static double mean(byte[] values) {
    double sum = 0;
    for (byte v : values) {
      sum += v & 255;
    }
    return sum / values.length;
  }
}
