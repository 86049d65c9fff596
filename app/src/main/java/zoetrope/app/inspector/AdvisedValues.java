package zoetrope.app.inspector;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.util.StringConverter;
import zoetrope.app.text.Texts;

/** Numbers of which 0 stands for what the model advises. */
final class AdvisedValues<N extends Number> extends StringConverter<N> {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)?");

  private final Texts texts;
  private final Function<Double, N> number;
  private final Supplier<Optional<N>> advice;

  /** {@code advice} is what the model advises, where that is known. */
  AdvisedValues(Texts texts, Function<Double, N> number, Supplier<Optional<N>> advice) {
    this.texts = texts;
    this.number = number;
    this.advice = advice;
  }

  @Override
  public String toString(N n) {
    if (n == null) {
      return "";
    }
    return n.doubleValue() > 0
        ? plain(n)
        : advice
            .get()
            .map(a -> texts.get("inspector.advised.number", plain(a)))
            .orElseGet(() -> texts.get("inspector.advised"));
  }

  private static String plain(Number n) {
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(n);
  }

  /** The number; what is no number, or was not changed, is left to the model. */
  @Override
  public N fromString(String text) {
    Matcher m = NUMBER.matcher(text);
    boolean own = m.find() && !text.equals(toString(number.apply(0.0)));
    return number.apply(own ? Double.parseDouble(m.group().replace(',', '.')) : 0.0);
  }
}
