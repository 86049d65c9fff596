package zoetrope.media;

/** What films are exported for, and about how large they become. */
public enum ExportPreset {
  /** 1080p, 16:9, as video sites take it. */
  YOUTUBE(Encoding.MP4, 1920, 1080),
  /** Upright, 9:16, for telephones. */
  VERTICAL(Encoding.MP4, 1080, 1920),
  SQUARE(Encoding.MP4, 1080, 1080),
  /** For editors, at the film's size. */
  PRORES(Encoding.PRORES, 0, 0),
  /** FFV1, at the film's size. */
  LOSSLESS(Encoding.LOSSLESS, 0, 0),
  /** VP9, at the film's size. */
  WEBM(Encoding.WEBM, 0, 0),
  /** At the film's size, without sound. */
  GIF(Encoding.GIF, 0, 0),
  /** At the film's size, without sound. */
  PNG_SEQUENCE(Encoding.PNG_SEQUENCE, 0, 0);

  /** Bytes that the container takes for itself. */
  private static final long HEAD = 2_000;

  private final Encoding encoding;
  private final int width;
  private final int height;

  ExportPreset(Encoding encoding, int width, int height) {
    this.encoding = encoding;
    this.width = width;
    this.height = height;
  }

  public Encoding encoding() {
    return encoding;
  }

  /** The film at this preset's size; clips of another shape go in by their {@link Fit}. */
  public FilmPlan of(FilmPlan film) {
    return width == 0 ? film : film.sized(width, height);
  }

  /**
   * About how many bytes the film becomes: a guess from the picture's size, the rate and the length,
   * for pictures of middling detail and movement. Plain ones need a fraction, noise several times as
   * much.
   */
  public long estimatedBytes(FilmPlan film) {
    FilmPlan sized = of(film);
    double frames = film.length();
    double pixels = (double) sized.width() * sized.height();
    double bits = frames * pixels * bitsPerPixel() + film.seconds() * soundBits();
    return Math.round(bits / 8) + HEAD;
  }

  /** Measured on drawn scenes with some texture and a moving figure (ExportPresetTest). */
  private double bitsPerPixel() {
    return switch (encoding) {
      case MP4 -> 0.3;
      case WEBM -> 0.06;
      case PRORES -> 2.4;
      case LOSSLESS -> 9;
      case GIF -> 4;
      case PNG_SEQUENCE -> 11;
    };
  }

  /** Bits a second, as the sinks set them. */
  private double soundBits() {
    return switch (encoding) {
      case MP4 -> 192_000;
      case WEBM -> 128_000;
      case PRORES -> 48_000 * 2 * 16;
      case LOSSLESS -> 48_000 * 2 * 16 * 0.6;
      case GIF, PNG_SEQUENCE -> 0;
    };
  }
}
