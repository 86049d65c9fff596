package zoetrope.service.farm;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a submitted story is.
 *
 * @param tasks state of each, by its index
 * @param reasons why tasks failed, by their index, in words
 * @param film state of the task that binds the film
 */
public record FarmStatus(
    SortedMap<Integer, TaskState> tasks, Map<Integer, String> reasons, TaskState film) {
  public FarmStatus {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    reasons = Map.copyOf(reasons);
  }

  /** How many tasks are in a state. */
  public long count(TaskState state) {
    return tasks.values().stream().filter(s -> s == state).count();
  }

  /** Whether nothing more happens by itself. */
  public boolean over() {
    return film.over();
  }
}
