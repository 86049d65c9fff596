package zoetrope.service.export;

/** What a film written so cannot do, by which one chooses between presets. */
public enum ExportLimit {
  /** There is no sound in it. */
  SILENT,
  /** 256 colours for the whole film. */
  FEW_COLOURS,
  /** Every picture stands for a whole number of hundredths of a second, two at least. */
  ROUNDED_TIMES,
  /** Colour is kept for every other pixel. */
  COARSE_COLOUR,
  /** A story of another shape gets black bars. */
  BARS,
  /** Stories whose frame is larger are made smaller. */
  SMALLER,
  /** Ten times the size of an MP4 and more. */
  LARGE_FILES,
  /** Browsers and phones do not play it. */
  FEW_PLAYERS
}
