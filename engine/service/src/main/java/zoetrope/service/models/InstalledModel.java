package zoetrope.service.models;

import java.nio.file.Path;
import java.util.List;
import zoetrope.diffusion.card.CardPart;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.family.ModelFolder;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * A model that shots can be rendered with, or that says what it lacks.
 *
 * @param id by which stories and commands name it; stays as long as the model is installed
 * @param title for people
 * @param origin how it came here
 * @param files what its family makes of its folder
 */
public record InstalledModel(String id, String title, Origin origin, ModelFolder files) {

  /** How a model came here. */
  public enum Origin {
    /** Comes with the program. */
    BUNDLED,
    /** The user's own folder, read in place. */
    IMPORTED,
    /** Downloaded by the program, which may delete it. */
    DOWNLOADED
  }

  /** What was found in its folder. */
  public ModelCard card() {
    return files.card();
  }

  /** Where its files are. */
  public Path folder() {
    return card().folder();
  }

  /** What it makes, for programs; empty where nobody can tell. */
  public String kind() {
    return card().kind();
  }

  /** What was found, for people and programs. */
  public List<CardPart> parts() {
    return card().parts();
  }

  /** What can be chosen about it. */
  public TuningSchema tuning() {
    return files.tuning();
  }

  /** Whether shots can be rendered with it. */
  public boolean usable() {
    return card().complete();
  }

  /** What is missing or cannot be used, each a sentence in English that says what helps. */
  public List<String> problems() {
    return card().problems().stream().map(ModelProblem::words).toList();
  }
}
