package zoetrope.service.jobs;

import java.nio.file.Path;

/** What a job does. */
public sealed interface Work {
  /** What a job needs for itself while it runs; jobs of different devices run side by side. */
  enum Device {
    /** The processor or graphics card that runs the model. */
    MODEL,
    /** The encoder of films. */
    FILM
  }

  /** What it keeps busy. */
  default Device device() {
    return switch (this) {
      case Generate _ -> Device.MODEL;
      case Export _ -> Device.FILM;
    };
  }

  /**
   * Generates takes of a shot as the story has it when the job begins.
   *
   * @param takes how many, 1 to 64
   * @param seed of the first take; the others count up from it
   */
  record Generate(String shotId, int takes, long seed) implements Work {}

  /**
   * Binds the film.
   *
   * @param file where it goes
   * @param preset name of an export preset
   */
  record Export(Path file, String preset) implements Work {}
}
