package zoetrope.service.farm;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import zoetrope.core.task.CancelToken;
import zoetrope.service.render.Progress;
import zoetrope.service.render.RenderException;

/**
 * Who runs the tasks of a snapshot: an extension point, found by {@link ServiceLoader}. A backend
 * hands tasks over and asks for their state; when they run, where, and what happens when a machine
 * dies is the business of the scheduler behind it.
 */
public interface RenderBackend {
  /** The word users name it by. */
  String id();

  /** Whether it can be used on this machine. */
  Availability availability();

  /**
   * Hands a snapshot over. Returns when that is done, or when everything is rendered, where there
   * is nobody to hand it to.
   *
   * @param said hears what the user should know, a line each
   * @throws RenderException when the scheduler refuses; its words are in the message
   */
  void submit(
      Snapshot snapshot,
      FarmOptions options,
      Progress progress,
      Consumer<String> said,
      CancelToken cancel);

  /** How far a submitted snapshot is. */
  FarmStatus status(Snapshot snapshot);

  /** Stops what has not finished; finished tasks keep what they made. */
  void cancel(Snapshot snapshot);

  /** All backends. */
  static List<RenderBackend> all() {
    return ServiceLoader.load(RenderBackend.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(java.util.Comparator.comparing(RenderBackend::id))
        .toList();
  }

  /**
   * The backend of a name.
   *
   * @throws RenderException when there is none
   */
  static RenderBackend named(String id) {
    List<RenderBackend> all = all();
    return all.stream()
        .filter(b -> b.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new RenderException(
                    "there is no backend '%s'; choose one of %s"
                        .formatted(id, all.stream().map(RenderBackend::id).toList())));
  }
}
