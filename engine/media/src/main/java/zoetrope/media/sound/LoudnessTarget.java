package zoetrope.media.sound;

import java.util.Locale;
import java.util.OptionalDouble;

/** How loud films are to be: what those who show them ask for. */
public enum LoudnessTarget {
  /** -14 LUFS, what large video platforms play at. */
  WEB(-14),
  /** -16 LUFS, for phones and podcasts. */
  MOBILE(-16),
  /** -23 LUFS, EBU R 128 for television. */
  BROADCAST(-23),
  /** As loud as the mix; only peaks are held. */
  OFF(Double.NaN);

  private final double lufs;

  LoudnessTarget(double lufs) {
    this.lufs = lufs;
  }

  /** Integrated loudness aimed at, LUFS; empty where the mix is left as loud as it is. */
  public OptionalDouble lufs() {
    return Double.isNaN(lufs) ? OptionalDouble.empty() : OptionalDouble.of(lufs);
  }

  /** By which the command line asks for it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
