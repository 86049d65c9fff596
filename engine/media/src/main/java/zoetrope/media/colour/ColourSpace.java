package zoetrope.media.colour;

import java.awt.color.ICC_Profile;

/** What the stored values of a picture mean. */
public sealed interface ColourSpace {
  /** Ordinary values, shown as they are. */
  ColourSpace STANDARD = new Standard();

  /** sRGB, and what is shown as if it were: BT.601 and BT.709 video, files that do not say. */
  record Standard() implements ColourSpace {}

  /** An ICC profile of a picture, grey, red-green-blue or CMYK. */
  record Icc(ICC_Profile profile) implements ColourSpace {}

  /** Cyan, magenta, yellow and black of no profile: each ink takes its part of the light. */
  record PlainInks() implements ColourSpace {}

  /**
   * Red, green and blue by primaries and a curve.
   *
   * @param peak the brightest that occurs in a picture of PQ, cd/m2; else of no use
   */
  record Rgb(Primaries primaries, Transfer transfer, double peak) implements ColourSpace {
    /** The peak of PQ where the file does not say, and of HLG by definition, cd/m2. */
    public static final double USUAL_PEAK = 1_000;

    public Rgb(Primaries primaries, Transfer transfer) {
      this(primaries, transfer, USUAL_PEAK);
    }

    boolean hdr() {
      return transfer instanceof Transfer.Pq || transfer instanceof Transfer.Hlg;
    }
  }
}
