package zoetrope.story.yaml;

import java.util.List;
import java.util.stream.Collectors;
import zoetrope.story.StoryException;

/** A text file is no story; says everything that is wrong with it, in the order of its lines. */
public final class StoryImportException extends StoryException {
  private final transient List<ImportProblem> problems;

  /** Takes at least one problem. */
  public StoryImportException(List<ImportProblem> problems) {
    super(problems.stream().map(ImportProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of their lines. */
  public List<ImportProblem> problems() {
    return problems;
  }
}
