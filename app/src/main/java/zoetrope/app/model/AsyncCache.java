package zoetrope.app.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Values that are made in the background, once for each key; one that cannot be made becomes a
 * notice and is not tried again.
 */
public final class AsyncCache<K, V> {
  private final Background background;
  private final Runnable arrived;
  private final int most;
  private final Map<K, V> known = new HashMap<>();
  private final Set<K> asked = new HashSet<>();

  /** {@code arrived} is called whenever a value has been made. */
  public AsyncCache(Background background, Runnable arrived) {
    this(background, arrived, Integer.MAX_VALUE);
  }

  /** With more than {@code most} values all are forgotten, and made anew when asked for. */
  public AsyncCache(Background background, Runnable arrived, int most) {
    this.background = background;
    this.arrived = arrived;
    this.most = most;
  }

  /** The value of a key; empty while {@code make} makes it. */
  public Optional<V> get(K key, Callable<V> make) {
    if (!known.containsKey(key) && asked.add(key)) {
      background.run(
          make,
          v -> {
            asked.remove(key);
            put(key, v);
            arrived.run();
          });
    }
    return Optional.ofNullable(known.get(key));
  }

  /** The value of a key if it has been made; asks for nothing. */
  public Optional<V> known(K key) {
    return Optional.ofNullable(known.get(key));
  }

  /** Keeps a value that was made elsewhere. */
  public void put(K key, V value) {
    if (known.size() > most) {
      known.clear();
    }
    known.put(key, value);
  }
}
