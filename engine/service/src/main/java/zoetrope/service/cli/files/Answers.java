package zoetrope.service.cli.files;

/** What these commands print. */
final class Answers {
  private Answers() {}

  /** Words from a stranger's file without what would steer a terminal. */
  static String plain(String words) {
    return words
        .replaceAll("\\p{Cntrl}", " ")
        .replaceAll("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "");
  }
}
