package zoetrope.diffusion.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that can be chosen about a model.
 *
 * @param settings in the order in which they are shown
 */
public record TuningSchema(List<Setting> settings) {
  /** Nothing can be chosen. */
  public static final TuningSchema FIXED = new TuningSchema(List.of());

  public TuningSchema {
    settings = List.copyOf(settings);
  }

  /** The setting of a key. */
  public Optional<Setting> setting(String key) {
    return settings.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /** Their keys. */
  public List<String> keys() {
    return settings.stream().map(Setting::key).toList();
  }

  /** Keys of a tuning that no setting has. */
  public List<String> unknown(Tuning tuning) {
    List<String> out = new ArrayList<>(tuning.values().keySet());
    out.removeAll(keys());
    return out;
  }

  /**
   * Hands a tuning on.
   *
   * @throws IllegalArgumentException in words for people, when a value is none of its setting's
   */
  public Tuning checked(Tuning tuning) {
    settings.forEach(s -> tuning.value(s.key()).ifPresent(s::check));
    return tuning;
  }
}
