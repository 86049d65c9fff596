package zoetrope.service.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Optional;
import zoetrope.service.export.ExportSettings;

/**
 * What a job does. A new kind is a record here, which says its name, and what the compiler then
 * asks for: the case in {@link zoetrope.service.engine.StoryRunner} that runs it and the one in the
 * studio that has words for it.
 */
public sealed interface Work {
  /** What a job needs for itself while it runs; jobs of different devices run side by side. */
  enum Device {
    /** The processor or graphics card that runs the model. */
    MODEL,
    /** The encoder of films. */
    FILM
  }

  /** How the queue keeps a record: the object's {@code kind} and {@code version}. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Kind {
    String name();

    /** Rises when the form of the record changes, with a script that migrates queues. */
    int version();
  }

  /** What it keeps busy; empty where this version cannot run it. */
  Optional<Device> device();

  /**
   * Generates takes of a shot as the story has it when the job begins.
   *
   * @param takes how many, 1 to 64
   * @param seed of the first take; the others count up from it
   */
  @Kind(name = "take", version = 1)
  record Generate(@JsonProperty("shot") String shotId, int takes, long seed) implements Work {
    @Override
    public Optional<Device> device() {
      return Optional.of(Device.MODEL);
    }
  }

  /**
   * Exports the film.
   *
   * @param file where it goes, an absolute path
   */
  @Kind(name = "export", version = 1)
  record Export(Path file, ExportSettings settings) implements Work {
    /** A relative path is one of this process's folder. */
    public Export {
      file = file.toAbsolutePath();
    }

    @Override
    public Optional<Device> device() {
      return Optional.of(Device.FILM);
    }
  }

  /**
   * Work of a later version, or of settings that this version does not have: it is shown, kept as
   * it is, and never run.
   *
   * @param kind its name
   * @param json the whole object as it was read
   */
  record Unknown(String kind, String json) implements Work {
    @Override
    public Optional<Device> device() {
      return Optional.empty();
    }
  }
}
