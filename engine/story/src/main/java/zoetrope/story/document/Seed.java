package zoetrope.story.document;

/**
 * What a shot's noise grows from.
 *
 * @param locked true if asking again must give the same takes; false lets "generate again" move on
 */
public record Seed(long value, boolean locked) {
  /**
   * A seed that follows from a shot's id alone (FNV-1a, 64 bit), so that a story without seeds
   * renders the same everywhere.
   */
  public static Seed from(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return new Seed(hash >>> 33, false);
  }
}
