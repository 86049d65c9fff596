package zoetrope.diffusion.card;

import java.nio.file.Path;
import java.util.List;

/**
 * What a folder turned out to hold.
 *
 * @param family whose model it is, as {@code ModelFamily.id} has it; empty where nobody can tell
 * @param folder that was looked into
 * @param kind what it makes, for programs: starter, text, image, vace, control, ...; empty where
 *     nobody can tell
 * @param makes the same for people, in English
 * @param parts what was found
 * @param problems what is missing or cannot be used
 */
public record ModelCard(
    String family,
    Path folder,
    String kind,
    String makes,
    List<CardPart> parts,
    List<ModelProblem> problems) {
  public ModelCard {
    parts = List.copyOf(parts);
    problems = List.copyOf(problems);
  }

  /** Whether clips can be made with it. */
  public boolean complete() {
    return problems.isEmpty();
  }
}
