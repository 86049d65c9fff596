package zoetrope.service.studio;

import java.time.Duration;
import java.util.Optional;
import zoetrope.media.Encoding;
import zoetrope.story.document.StoryFormat;

/**
 * A way to write the film.
 *
 * @param name a stable key, by which queues remember it and screens find its words
 * @param size of the frame
 * @param label words that stay in a corner of the film
 */
public record ExportPreset(String name, Encoding encoding, Size size, Optional<String> label) {
  /** What a pixel costs to scale and write that is only black. */
  private static final double BAR_NANOS = 11;

  /** What stands between a preset's name and the words of its label. */
  static final String LABEL = "+label:";

  /** A preset without a label. */
  public ExportPreset(String name, Encoding encoding, Size size) {
    this(name, encoding, size, Optional.empty());
  }

  /** The same with words in a corner of the film; they become part of the name. */
  public ExportPreset labelled(String words) {
    return new ExportPreset(name + LABEL + words, encoding, size, Optional.of(words));
  }

  /** A frame in pixels, both even. */
  public record Frame(int width, int height) {}

  /** How a preset chooses the frame. */
  public sealed interface Size {
    /** Always the same; a story of another shape gets black bars. */
    record Fixed(int width, int height) implements Size {}

    /** The story's own, made smaller until no side is longer than {@code longest}. */
    record OfStory(int longest) implements Size {}
  }

  /** The frame for a story. */
  public Frame frame(StoryFormat story) {
    return switch (size) {
      case Size.Fixed(int width, int height) -> new Frame(width, height);
      case Size.OfStory(int longest) -> {
        int side = Math.max(story.width(), story.height());
        double scale = Math.min(1, (double) longest / side);
        yield new Frame(even(story.width() * scale), even(story.height() * scale));
      }
    };
  }

  private static int even(double v) {
    return Math.max(2, 2 * (int) Math.round(v / 2));
  }

  /** Whether the film becomes a folder of pictures and not one file. */
  public boolean folder() {
    return encoding == Encoding.PNG_SEQUENCE;
  }

  /** The file name's ending without a dot, empty for a folder. */
  public String extension() {
    return encoding.extension();
  }

  /** Whether the film is heard. */
  public boolean sound() {
    return encoding != Encoding.GIF && encoding != Encoding.PNG_SEQUENCE;
  }

  /** About how large the film will be, from rates measured on films of the starter model. */
  public long bytes(Duration length, StoryFormat story) {
    Frame f = frame(story);
    double fps = (double) story.fps().numerator() / story.fps().denominator();
    double pixels = (double) shown(f, story) * fps;
    double bits =
        switch (encoding) {
          case MP4 -> Math.clamp(pixels * 0.12, 0.2e6, 40e6) + 192_000;
          case WEBM -> pixels * 0.03 + 128_000;
          case GIF -> pixels * 2.5;
          case PNG_SEQUENCE -> pixels * 6;
          case LOSSLESS -> pixels * 5 + 700_000;
          case PRORES -> pixels * 3 + 1_536_000;
        };
    return Math.round(bits / 8 * length.toMillis() / 1000);
  }

  /**
   * How long writing the film takes on the reference machine: two cores of a server with AVX2
   * (docs/benchmarks.md). Others are quicker or slower by a factor of their own.
   */
  public Duration reference(Duration length, StoryFormat story) {
    Frame f = frame(story);
    double fps = (double) story.fps().numerator() / story.fps().denominator();
    double nanosPerPixel =
        switch (encoding) {
          case MP4 -> 25;
          case WEBM -> 100;
          case GIF -> 125;
          case PNG_SEQUENCE -> 130;
          case LOSSLESS -> 54;
          case PRORES -> 100;
        };
    double frame = BAR_NANOS * f.width() * f.height() + nanosPerPixel * shown(f, story);
    return Duration.ofMillis(500 + Math.round(frame * fps * length.toMillis() / 1e9));
  }

  /** Pixels of the frame that are no bars; bars cost next to nothing. */
  private static long shown(Frame f, StoryFormat story) {
    double scale =
        Math.min((double) f.width() / story.width(), (double) f.height() / story.height());
    return Math.round(story.width() * scale * story.height() * scale);
  }
}
