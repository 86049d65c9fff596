package zoetrope.service.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import zoetrope.media.MediaFormat;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** The story a command names: a folder, or text that is imported beside the film. */
public final class Stories {
  private final Path story;
  private final Optional<StoryDraft> text;

  private Stories(Path story, Optional<StoryDraft> text) {
    this.story = story;
    this.text = text;
  }

  /** Reads the story where it is text; nothing is written before {@link #open(Path)}. */
  public static Stories read(Path story) {
    String lower = name(story).toLowerCase(Locale.ROOT);
    boolean text = lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    return new Stories(
        story,
        text ? Optional.of(new StoryYaml(MediaFormat::media).read(story)) : Optional.empty());
  }

  /** Reads and opens it. */
  public static StoryStore open(Path story, Path film) {
    return read(story).open(film);
  }

  private static String name(Path story) {
    return String.valueOf(story.getFileName());
  }

  /**
   * Opens a story folder; a text is imported into a folder of its name beside {@code film}. Where
   * that folder is there already, the text replaces its story as one edit that can be undone, and
   * takes that still fit are used again.
   */
  public StoryStore open(Path film) {
    if (text.isEmpty()) {
      return StoryStore.open(story);
    }
    String name = name(story);
    Path folder =
        film.toAbsolutePath()
            .resolveSibling(name.substring(0, name.lastIndexOf('.')) + StoryStore.FOLDER_SUFFIX);
    if (!Files.isDirectory(folder)) {
      return StoryStore.create(folder, text.get());
    }
    StoryStore store = StoryStore.open(folder);
    if (!sameBut(store, text.get())) {
      store.importDraft(text.get());
    }
    return store;
  }

  /** The story as it stands; nothing is written. */
  public Story story() {
    if (text.isPresent()) {
      return text.get().story();
    }
    try (StoryStore store = StoryStore.open(story)) {
      return store.story();
    }
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
