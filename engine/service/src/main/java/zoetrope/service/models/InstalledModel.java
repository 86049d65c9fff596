package zoetrope.service.models;

import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.model.wan.folder.WanCard;

/**
 * A model that shots can be rendered with, or that says what it lacks.
 *
 * @param id by which stories and commands name it; stays as long as the model is installed
 * @param title for people
 * @param folder where its files are
 * @param card what was found in the folder; the starter model's names no parts, only problems
 * @param origin how it came here
 * @param kind for programs: starter, text, image, vace, control; empty where nobody can tell
 * @param makes the same for people, in English
 * @param parts what was found, for people and programs
 */
public record InstalledModel(
    String id,
    String title,
    Path folder,
    WanCard card,
    Origin origin,
    String kind,
    String makes,
    List<CardPart> parts) {
  public InstalledModel {
    parts = List.copyOf(parts);
  }

  /** How a model came here. */
  public enum Origin {
    /** Comes with the program. */
    BUNDLED,
    /** The user's own folder, read in place. */
    IMPORTED,
    /** Downloaded by the program, which may delete it. */
    DOWNLOADED
  }

  /** Whether shots can be rendered with it. */
  public boolean usable() {
    return card.complete();
  }

  /** What is missing or cannot be used, each a sentence that says what helps. */
  public List<String> problems() {
    return card.problems();
  }
}
