package zoetrope.diffusion.checkpoint;

import java.util.regex.Pattern;

/** Words that a stranger's file has in it, fit to be shown on a screen or a terminal. */
public final class Quoted {
  private static final int LONGEST = 80;

  /** What steers a terminal, or turns the direction of writing. */
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private Quoted() {}

  /** A name, its end left out where it is longer than names are. */
  public static String name(String from) {
    String plain = plain(from);
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }

  /** The whole of it. */
  static String plain(String from) {
    return STEERING.matcher(from.replaceAll("\\s+", " ")).replaceAll("?");
  }
}
