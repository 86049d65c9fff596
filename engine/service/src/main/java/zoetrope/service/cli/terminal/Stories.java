package zoetrope.service.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** Finds the story a command names: a folder, or text that is imported beside the film. */
public final class Stories {
  private Stories() {}

  /**
   * Opens a story folder; a text is imported into a folder of its name beside {@code film}. Where
   * that folder is there already, the text replaces its story as one edit that can be undone, and
   * takes that still fit are used again.
   */
  public static StoryStore open(Path story, Path film) {
    if (!text(story)) {
      return StoryStore.open(story);
    }
    String name = String.valueOf(story.getFileName());
    StoryDraft draft = new StoryYaml().read(story);
    Path folder =
        film.toAbsolutePath()
            .resolveSibling(name.substring(0, name.lastIndexOf('.')) + StoryStore.FOLDER_SUFFIX);
    if (!Files.isDirectory(folder)) {
      return StoryStore.create(folder, draft);
    }
    StoryStore store = StoryStore.open(folder);
    if (!sameBut(store, draft)) {
      store.importDraft(draft);
    }
    return store;
  }

  /** Reads a story folder or a text; nothing is written. */
  public static Story read(Path story) {
    if (text(story)) {
      return new StoryYaml().read(story).story();
    }
    try (StoryStore store = StoryStore.open(story)) {
      return store.story();
    }
  }

  private static boolean text(Path story) {
    String lower = String.valueOf(story.getFileName()).toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
  }

  /** Whether the folder holds what the text says, picks aside. */
  private static boolean sameBut(StoryStore store, StoryDraft draft) {
    var a = store.story();
    var b = draft.story();
    return a.title().equals(b.title())
        && a.format().equals(b.format())
        && a.characters().equals(b.characters())
        && a.shots().equals(b.shots())
        && a.timeline().equals(b.timeline());
  }
}
