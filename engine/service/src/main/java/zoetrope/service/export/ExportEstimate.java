package zoetrope.service.export;

import java.time.Duration;
import zoetrope.story.document.StoryFormat;

/** What writing a film costs, before it is written. */
public final class ExportEstimate {
  /** What a pixel costs to scale and write that is only black. */
  private static final double BAR_NANOS = 11;

  private final ExportSettings settings;
  private final Duration length;
  private final StoryFormat story;

  /** Of a story's film of a length. */
  public ExportEstimate(ExportSettings settings, Duration length, StoryFormat story) {
    this.settings = settings;
    this.length = length;
    this.story = story;
  }

  /** About how large the film will be, from rates measured on films of the starter model. */
  public long bytes() {
    double pixels = shown() * rate();
    double bits =
        switch (settings.encoding()) {
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
  public Duration reference() {
    FrameSize.Pixels f = settings.frame(story);
    double nanosPerPixel =
        switch (settings.encoding()) {
          case MP4 -> 25;
          case WEBM -> 100;
          case GIF -> 125;
          case PNG_SEQUENCE -> 130;
          case LOSSLESS -> 54;
          case PRORES -> 100;
        };
    double frame = BAR_NANOS * f.width() * f.height() + nanosPerPixel * shown();
    return Duration.ofMillis(500 + Math.round(frame * rate() * length.toMillis() / 1e9));
  }

  private double rate() {
    return story.fps().rate().perSecond();
  }

  /** Pixels of the frame that are no bars; bars cost next to nothing. */
  private double shown() {
    FrameSize.Pixels f = settings.frame(story);
    double scale =
        Math.min((double) f.width() / story.width(), (double) f.height() / story.height());
    return Math.round(story.width() * scale * story.height() * scale);
  }
}
