package zoetrope.service.cli.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What these commands print. */
final class Answers {
  private Answers() {}

  /** One line of JSON for scripts. */
  static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be said in JSON: " + value, e);
    }
  }

  /** Words from a stranger's file without what would steer a terminal. */
  static String plain(String words) {
    return words
        .replaceAll("\\p{Cntrl}", " ")
        .replaceAll("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "");
  }
}
