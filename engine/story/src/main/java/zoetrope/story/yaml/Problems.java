package zoetrope.story.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** Collects what is wrong with one file. */
final class Problems {
  private final Path file;
  private final List<ImportProblem> found = new ArrayList<>();

  Problems(Path file) {
    this.file = file;
  }

  void add(Mark mark, String field, String message) {
    found.add(new ImportProblem(file, mark.getLine() + 1, mark.getColumn() + 1, field, message));
  }

  /** About the file as a whole. */
  void add(String message) {
    found.add(new ImportProblem(file, 0, 0, "", message));
  }

  int count() {
    return found.size();
  }

  /** Throws if there is any. */
  void finish() {
    if (!found.isEmpty()) {
      found.sort(
          Comparator.comparingInt(ImportProblem::line).thenComparingInt(ImportProblem::column));
      throw new StoryImportException(found);
    }
  }
}
