package zoetrope.diffusion.score;

/**
 * One judgement of a take in its own unit, and the same on a common scale. The constants of the
 * scales were fixed on renders of characters that are not used for evaluation.
 */
public sealed interface Score {
  /** 0 for a failed take, 1 for a perfect one. */
  double normalised();

  /** How much the score counts in {@link TakeScores#combined()}. */
  double weight();

  /** Key of a phrase that says what the score is about, for example {@code take.score.identity}. */
  String key();

  /**
   * Key of a phrase that says how good it is: {@link #key()} with {@code .good}, {@code .fair} or
   * {@code .poor}.
   */
  default String verdictKey() {
    double n = normalised();
    return key() + (n >= .7 ? ".good" : n >= .4 ? ".fair" : ".poor");
  }

  /**
   * Is it the character? Likeness of a crop to the reference = 0.7 cosine of their embeddings
   * (negative counts as 0; features of a MobileNetV2, Sandler et al. 2018, less the average
   * character's) + 0.3 intersection of their colour histograms (Swain & Ballard 1991), both seen
   * through the reference's silhouette; the mean over eight frames.
   *
   * @param likeness 0..1
   * @param ceiling likeness of the reference to itself when turned, scaled and lit a little
   *     differently
   */
  record Identity(double likeness, double ceiling) implements Score {
    /**
     * Mean likeness of one character to another, measured as documented in
     * assets/embedder/README.md.
     */
    public static final double STRANGER = .45;

    /** Likeness as a share of the ceiling. */
    public double ofCeiling() {
      return likeness / Math.max(ceiling, 1e-6);
    }

    /** 0 for a stranger, 1 at the ceiling. */
    @Override
    public double normalised() {
      return Math.clamp((likeness - STRANGER) / Math.max(ceiling - STRANGER, .05), 0, 1);
    }

    @Override
    public double weight() {
      return .35;
    }

    @Override
    public String key() {
      return "take.score.identity";
    }
  }

  /**
   * Does it go where it was asked to? Distance between the tracked centre and the asked one, in
   * percent of the frame's diagonal.
   *
   * @param mean over the frames
   * @param max over the frames
   */
  record PathError(double mean, double max) implements Score {
    /** Halves with every 4 % of the diagonal. */
    @Override
    public double normalised() {
      return Math.pow(.5, mean / 4);
    }

    @Override
    public double weight() {
      return .35;
    }

    @Override
    public String key() {
      return "take.score.path";
    }
  }

  /**
   * Does the rest stay as it was? Peak signal-to-noise ratio between frame 0 and all later frames
   * over the pixels outside the swept region, in decibels; {@link #UNCHANGED} when nothing changed
   * at all.
   */
  record Stillness(double decibels) implements Score {
    public static final double UNCHANGED = 99;

    /** 0 at 18 dB (another picture), 1 from 40 dB on (no change that can be seen). */
    @Override
    public double normalised() {
      return Math.clamp((decibels - 18) / (40 - 18), 0, 1);
    }

    @Override
    public double weight() {
      return .15;
    }

    @Override
    public String key() {
      return "take.score.stillness";
    }
  }

  /**
   * Does it move without jumps and flicker? Each inner frame is predicted from its two neighbours
   * by motion-compensated interpolation, and the mean absolute error of the prediction is taken, in
   * grey levels (0..255). The idea is that of motion smoothness in VBench (Huang et al. 2024),
   * which drops frames and interpolates them with a network; here blocks of 8 x 8 pixels move in a
   * straight line through the three frames, found by full search.
   */
  record Smoothness(double residual) implements Score {
    /** VBench's own scale: 1 for a perfect prediction. */
    public double vbench() {
      return (255 - residual) / 255;
    }

    /** Halves with every 4 grey levels. */
    @Override
    public double normalised() {
      return Math.pow(.5, residual / 4);
    }

    @Override
    public double weight() {
      return .15;
    }

    @Override
    public String key() {
      return "take.score.smoothness";
    }
  }
}
