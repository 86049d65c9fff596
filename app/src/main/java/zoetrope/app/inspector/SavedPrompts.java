package zoetrope.app.inspector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prompts a user keeps for later, one a line in a file; without the file there are none. */
public final class SavedPrompts {
  private static final int MOST = 50;

  private final Path file;

  public SavedPrompts(Path file) {
    this.file = file;
  }

  /** The newest first. */
  List<String> all() {
    try {
      return Files.isRegularFile(file)
          ? Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList()
          : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Keeps a prompt as the first. */
  void add(String prompt) throws IOException {
    String line = prompt.strip().replaceAll("\\s+", " ");
    List<String> lines = new ArrayList<>(all());
    lines.remove(line);
    lines.addFirst(line);
    write(lines.subList(0, Math.min(MOST, lines.size())));
  }

  /** Forgets a prompt; one that is not kept does no harm. */
  void remove(String prompt) throws IOException {
    List<String> lines = new ArrayList<>(all());
    if (lines.remove(prompt)) {
      write(lines);
    }
  }

  private void write(List<String> lines) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, lines);
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
