package zoetrope.app.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stories that were open of late, the last first, as one remembered text. */
public final class Recents {
  private static final int MOST = 8;

  private Recents() {}

  /** Those of a remembered text that are still there. */
  public static List<Path> of(String remembered) {
    return Arrays.stream(remembered.split("\n"))
        .filter(s -> !s.isBlank())
        .map(Path::of)
        .filter(Files::isDirectory)
        .toList();
  }

  /** The text with a story as the first. */
  public static String with(String remembered, Path story) {
    List<String> all = new ArrayList<>(List.of(remembered.split("\n")));
    all.removeIf(s -> s.isBlank() || s.equals(story.toString()));
    all.addFirst(story.toString());
    return String.join("\n", all.subList(0, Math.min(MOST, all.size())));
  }
}
