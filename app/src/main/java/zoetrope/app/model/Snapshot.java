package zoetrope.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectPropertyBase;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;

/**
 * A state whose parts are observed one by one and change together: listeners are called when the
 * whole state is the new one, so that none sees one part from before a change and another from
 * after it. A listener may change the state again; those after it are told of the last one only.
 *
 * @param <S> an immutable record of all parts
 */
final class Snapshot<S> {
  private final List<Runnable> tellings = new ArrayList<>();
  private S now;

  Snapshot(S first) {
    now = first;
  }

  S get() {
    return now;
  }

  void set(S next) {
    now = next;
    tellings.forEach(Runnable::run);
  }

  /** A part to look at. */
  <T> ReadOnlyObjectProperty<T> part(Function<S, T> of) {
    return new Part<>(of);
  }

  /**
   * A part that can be set.
   *
   * @param set makes the state in which the part has the value
   */
  <T> ObjectProperty<T> part(Function<S, T> of, Consumer<T> set) {
    return new Settable<>(of, set);
  }

  /** A part that is a list. */
  <T> ObservableList<T> list(Function<S, List<T>> of) {
    return new Items<>(of);
  }

  private final class Part<T> extends ReadOnlyObjectPropertyBase<T> {
    private final Function<S, T> of;
    private T told;

    Part(Function<S, T> of) {
      this.of = of;
      told = get();
      tellings.add(this::tell);
    }

    private void tell() {
      if (!told.equals(get())) {
        told = get();
        fireValueChangedEvent();
      }
    }

    @Override
    public T get() {
      return of.apply(now);
    }

    @Override
    public Object getBean() {
      return Snapshot.this;
    }

    @Override
    public String getName() {
      return "";
    }
  }

  private final class Settable<T> extends SimpleObjectProperty<T> {
    private final Function<S, T> of;
    private final Consumer<T> set;
    private Optional<T> told;

    Settable(Function<S, T> of, Consumer<T> set) {
      super(of.apply(now));
      this.of = of;
      this.set = set;
      told = Optional.of(get());
      tellings.add(this::tell);
    }

    private void tell() {
      if (!told.equals(Optional.of(get()))) {
        told = Optional.of(get());
        fireValueChangedEvent();
      }
    }

    @Override
    public T get() {
      return of.apply(now);
    }

    @Override
    public void set(T value) {
      set.accept(value);
    }

    @Override
    public void bind(ObservableValue<? extends T> other) {
      throw new UnsupportedOperationException("it is set, never bound");
    }
  }

  private final class Items<T> extends ObservableListBase<T> {
    private final Function<S, List<T>> of;
    private List<T> told;

    Items(Function<S, List<T>> of) {
      this.of = of;
      told = of.apply(now);
      tellings.add(this::tell);
    }

    private void tell() {
      List<T> is = of.apply(now);
      if (!told.equals(is)) {
        List<T> were = told;
        told = is;
        beginChange();
        nextReplace(0, is.size(), were);
        endChange();
      }
    }

    @Override
    public T get(int index) {
      return of.apply(now).get(index);
    }

    @Override
    public int size() {
      return of.apply(now).size();
    }
  }
}
