package zoetrope.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zoetrope.media.encode.FrameSink;
import zoetrope.media.encode.Sinks;
import zoetrope.media.sound.Loudness;
import zoetrope.media.sound.SoundMixer;

/** Assembles films: clips with their transitions, titles and sound, encoded in one pass. */
public final class Films {
  /** A title as films show it, on a see-through picture of the film's size. */
  public static Picture title(FilmPlan.Title title, int width, int height) {
    return new TitlePainter(width, height).paint(title);
  }

  /** Hears of finished frames. */
  @FunctionalInterface
  public interface Progress {
    void frames(int done, int total);
  }

  private Films() {}

  /**
   * Writes the film; false when {@code cancelled} said so, and then no file is left.
   *
   * @throws MediaException when a source cannot be read or the film cannot be written
   */
  public static boolean assemble(
      FilmPlan plan, Path file, Encoding encoding, Progress progress, BooleanSupplier cancelled) {
    return assemble(plan, file, encoding, Tags.NONE, progress, cancelled);
  }

  /** The same, with words about the film in the file. */
  public static boolean assemble(
      FilmPlan plan,
      Path file,
      Encoding encoding,
      Tags tags,
      Progress progress,
      BooleanSupplier cancelled) {
    double rate = (double) plan.rateNumerator() / plan.rateDenominator();
    float[] sound = SoundMixer.mix(plan);
    try (Reel reel = new Reel(plan);
        FrameSink sink =
            Sinks.open(file, encoding, plan.width(), plan.height(), rate, true, tags)) {
      int sounded = 0;
      for (int f = 0; f < plan.length(); f++) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        sink.frame(reel.frame(f));
        int until =
            f + 1 == plan.length()
                ? sound.length
                : Math.min(sound.length, 2 * (int) Math.round((f + 1) * Loudness.RATE / rate));
        sink.sound(sound, sounded, until);
        sounded = until;
        progress.frames(f + 1, plan.length());
      }
      sink.finish();
    }
    return true;
  }

  /** The picture track: hands out the film's frames in order. */
  private static final class Reel implements AutoCloseable {
    private static final double FADE = 0.25;

    private final FilmPlan plan;
    private final List<Source> sources = new ArrayList<>();
    private final List<Picture> titles;
    private final Optional<Picture> label;

    Reel(FilmPlan plan) {
      this.plan = plan;
      TitlePainter painter = new TitlePainter(plan.width(), plan.height());
      titles = plan.titles().stream().map(painter::paint).toList();
      label = plan.label().map(painter::paint);
      plan.clips().forEach(c -> sources.add(new Source(c, plan)));
    }

    byte[] frame(int f) {
      byte[] out = new byte[plan.width() * plan.height() * 3];
      for (int i = 0; i < plan.clips().size(); i++) {
        FilmPlan.Clip c = plan.clips().get(i);
        if (f < c.start() || f >= c.end()) {
          sources.get(i).closeAfter(f);
          continue;
        }
        Optional<FilmPlan.Clip> next =
            i + 1 < plan.clips().size() ? Optional.of(plan.clips().get(i + 1)) : Optional.empty();
        blend(out, sources.get(i).at(f), weight(c, f), brightness(c, next, f));
      }
      for (int i = 0; i < titles.size(); i++) {
        FilmPlan.Title t = plan.titles().get(i);
        if (f >= t.start() && f < t.end()) {
          overlay(out, titles.get(i), fade(t, f));
        }
      }
      label.ifPresent(l -> overlay(out, l, 1));
      return out;
    }

    private static double weight(FilmPlan.Clip c, int f) {
      boolean fading = c.entry() == FilmPlan.Entry.CROSSFADE && f < c.start() + c.entryFrames();
      return fading ? (f - c.start() + 1.0) / (c.entryFrames() + 1) : 1;
    }

    private static double brightness(FilmPlan.Clip c, Optional<FilmPlan.Clip> next, int f) {
      double b = 1;
      if (c.entry() == FilmPlan.Entry.DIP_TO_BLACK) {
        b = Math.min(b, (f - c.start() + 0.5) / Math.max(1, c.entryFrames() / 2));
      }
      if (next.isPresent() && next.get().entry() == FilmPlan.Entry.DIP_TO_BLACK) {
        b = Math.min(b, (c.end() - f - 0.5) / Math.max(1, next.get().entryFrames() / 2));
      }
      return b;
    }

    private static void blend(byte[] out, byte[] in, double weight, double brightness) {
      if (weight == 1 && brightness == 1) {
        System.arraycopy(in, 0, out, 0, out.length);
        return;
      }
      int w = (int) Math.round(weight * 256);
      int b = (int) Math.round(weight * brightness * 256);
      for (int i = 0; i < out.length; i++) {
        out[i] = (byte) (((out[i] & 255) * (256 - w) + (in[i] & 255) * b + 128) >> 8);
      }
    }

    private double fade(FilmPlan.Title t, int f) {
      double frames =
          Math.max(
              1,
              Math.min(
                  FADE * plan.rateNumerator() / plan.rateDenominator(),
                  (t.end() - t.start()) / 2.0));
      return Math.min(1, Math.min((f - t.start() + 1) / frames, (t.end() - f) / frames));
    }

    private static void overlay(byte[] out, Picture title, double fade) {
      byte[] p = title.rgba();
      for (int i = 0; i < out.length / 3; i++) {
        int a = (int) Math.round((p[4 * i + 3] & 255) * fade);
        if (a > 0) {
          for (int c = 0; c < 3; c++) {
            out[3 * i + c] =
                (byte)
                    (((out[3 * i + c] & 255) * (255 - a) + (p[4 * i + c] & 255) * a + 127) / 255);
          }
        }
      }
    }

    @Override
    public void close() {
      sources.forEach(Source::close);
    }
  }

  /**
   * A clip's frames on the film's clock, each held until the next is due; opened when first needed.
   */
  private static final class Source {
    private final FilmPlan.Clip clip;
    private final FilmPlan plan;
    private Optional<VideoReader> reader = Optional.empty();
    private byte[] now = new byte[0];
    private int read;

    Source(FilmPlan.Clip clip, FilmPlan plan) {
      this.clip = clip;
      this.plan = plan;
    }

    byte[] at(int f) {
      VideoReader r =
          reader.orElseGet(
              () -> VideoReader.open(clip.file(), plan.width(), plan.height(), clip.fit()));
      reader = Optional.of(r);
      double seconds =
          clip.sourceStart()
              + (double) (f - clip.start()) * plan.rateDenominator() / plan.rateNumerator();
      int wanted = (int) Math.floor(seconds * r.rate() + 1e-6) + 1;
      while (read < wanted) {
        Optional<byte[]> next = r.next();
        if (next.isEmpty()) {
          break; // a clip that is a frame short holds its last
        }
        now = next.get();
        read++;
      }
      if (read == 0) {
        throw new MediaException(clip.file(), "there is no frame in it", "Generate the take again");
      }
      return now;
    }

    void closeAfter(int f) {
      if (f >= clip.end()) {
        close();
      }
    }

    void close() {
      reader.ifPresent(VideoReader::close);
      reader = Optional.empty();
    }
  }
}
