package zoetrope.service.export;

/** How the film's frame is chosen. */
public sealed interface FrameSize {
  /** The story's own. */
  FrameSize STORY = new OfStory(Integer.MAX_VALUE);

  /** A frame in pixels, both sides even. */
  record Pixels(int width, int height) {}

  /** Always the same; a story of another shape gets black bars. */
  record Fixed(int width, int height) implements FrameSize {
    /** Sides of films are even. */
    public Fixed {
      if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
        throw new IllegalArgumentException(
            "a frame of %d x %d; both sides must be even".formatted(width, height));
      }
    }
  }

  /** The story's own, made smaller until no side is longer than {@code longest} pixels. */
  record OfStory(int longest) implements FrameSize {
    public OfStory {
      if (longest < 2) {
        throw new IllegalArgumentException("a side of " + longest);
      }
    }

    /** Whether every story's frame fits. */
    public boolean unlimited() {
      return longest == Integer.MAX_VALUE;
    }
  }

  /** The frame for pictures of a size in pixels. */
  default Pixels of(int width, int height) {
    return switch (this) {
      case Fixed(int w, int h) -> new Pixels(w, h);
      case OfStory(int longest) -> {
        double scale = Math.min(1, (double) longest / Math.max(width, height));
        yield new Pixels(even(width * scale), even(height * scale));
      }
    };
  }

  private static int even(double v) {
    return Math.max(2, 2 * (int) Math.round(v / 2));
  }
}
