package zoetrope.c2pa;

/**
 * One outcome of a check.
 *
 * @param code C2PA's own (15.2.2), so that other tools' words can be compared
 * @param words for people
 */
public record Finding(String code, Weight weight, String words) {
  /** What a finding means for the whole. */
  public enum Weight {
    PASSED,
    /** Nothing wrong, but worth knowing. */
    NOTE,
    FAILED
  }

  static Finding passed(String code, String words) {
    return new Finding(code, Weight.PASSED, words);
  }

  static Finding note(String code, String words) {
    return new Finding(code, Weight.NOTE, words);
  }

  static Finding failed(String code, String words) {
    return new Finding(code, Weight.FAILED, words);
  }
}
