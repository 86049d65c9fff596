package zoetrope.diffusion.tuning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a user chose about how a model is sampled, where that differs from what its makers advise.
 *
 * @param values by the keys of settings; what is off is not there
 */
public record Tuning(Map<String, Value> values) {
  /** What was chosen for a setting. */
  public sealed interface Value {
    /** Of a {@link Setting.Choice}. */
    record Text(String text) implements Value {
      @Override
      public String toString() {
        return text;
      }
    }

    /** Of a {@link Setting.Figure}. */
    record Figure(double number) implements Value {
      @Override
      public String toString() {
        return Double.toString(number);
      }
    }

    /** Of a {@link Setting.Flag}. */
    record Flag(boolean on) implements Value {
      @Override
      public String toString() {
        return Boolean.toString(on);
      }
    }
  }

  /** As its makers advise. */
  public static final Tuning NONE = new Tuning(Map.of());

  public Tuning {
    Map<String, Value> on = new LinkedHashMap<>(values);
    on.values().removeIf(new Value.Flag(false)::equals);
    values = java.util.Collections.unmodifiableMap(on);
  }

  /** The same with another value. */
  public Tuning with(String key, Value value) {
    Map<String, Value> all = new LinkedHashMap<>(values);
    all.put(key, value);
    return new Tuning(all);
  }

  /** The same without a value: as the makers advise. */
  public Tuning without(String key) {
    Map<String, Value> all = new LinkedHashMap<>(values);
    all.remove(key);
    return new Tuning(all);
  }

  /** What was chosen for a setting. */
  public Optional<Value> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** What was chosen of several; empty where nothing was. */
  public Optional<String> text(String key) {
    return values.get(key) instanceof Value.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The number that was chosen; empty where none was. */
  public OptionalDouble number(String key) {
    return values.get(key) instanceof Value.Figure(double number)
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** Whether something is on. */
  public boolean on(String key) {
    return values.containsKey(key) && values.get(key).equals(new Value.Flag(true));
  }
}
