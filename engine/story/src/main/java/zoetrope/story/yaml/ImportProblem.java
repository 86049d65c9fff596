package zoetrope.story.yaml;

import java.nio.file.Path;

/**
 * One thing wrong with an imported file.
 *
 * @param line counted from 1; 0 if the file as a whole is meant
 * @param column counted from 1; 0 if the file as a whole is meant
 * @param field path such as {@code shots[1].motion.camera.zoom}; empty for the whole document
 * @param message the problem and the remedy
 */
public record ImportProblem(Path file, int line, int column, String field, String message) {
  @Override
  public String toString() {
    String place = line == 0 ? file.toString() : "%s:%d:%d".formatted(file, line, column);
    return field.isEmpty() ? place + ": " + message : place + ": " + field + ": " + message;
  }
}
