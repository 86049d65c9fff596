package zoetrope.app.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * Texts by key in the language of the moment. Each place of the editor has a bundle of its own,
 * {@code PLACE_en.properties} and {@code PLACE_zh.properties} beside this class, whose keys begin
 * with the place's name. Patterns are those of {@link MessageFormat}.
 */
public final class Texts {
  /** Languages the editor speaks. */
  public enum Language {
    ENGLISH(Locale.ENGLISH, "English"),
    CHINESE(Locale.SIMPLIFIED_CHINESE, "简体中文");

    private final Locale locale;
    private final String itself;

    Language(Locale locale, String itself) {
      this.locale = locale;
      this.itself = itself;
    }

    public Locale locale() {
      return locale;
    }

    /** The language's name in itself. */
    public String itself() {
      return itself;
    }

    /** The language nearest to a locale, English where none is. */
    public static Language of(Locale locale) {
      return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }
  }

  /** Places that have bundles. */
  public static final List<String> PLACES =
      List.of(
          "shell",
          "start",
          "library",
          "canvas",
          "inspector",
          "takes",
          "timeline",
          "queue",
          "models",
          "export",
          "problem");

  private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.ENGLISH);
  private final Map<Language, Map<String, String>> bundles;

  public Texts(Language first) {
    this(
        Stream.of(Language.values()).collect(Collectors.toUnmodifiableMap(l -> l, Texts::load)),
        first);
  }

  private Texts(Map<Language, Map<String, String>> bundles, Language first) {
    this.bundles = bundles;
    language.set(first);
  }

  /** The same texts, always in the language that a value says. */
  public Texts in(ObservableValue<Language> followed) {
    Texts texts = new Texts(bundles, followed.getValue());
    texts.language.bind(followed);
    return texts;
  }

  private static Map<String, String> load(Language language) {
    Map<String, String> all = new HashMap<>();
    for (String place : PLACES) {
      String name = place + "_" + language.locale.getLanguage() + ".properties";
      try (InputStream in = Texts.class.getResourceAsStream(name)) {
        if (in == null) {
          continue;
        }
        Properties p = new Properties();
        p.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        p.forEach((k, v) -> all.put(k.toString(), v.toString()));
      } catch (IOException e) {
        throw new IllegalStateException(name + " cannot be read; install the studio again", e);
      }
    }
    return all;
  }

  /** The language texts are given in; setting it changes every bound text at once. */
  public ObjectProperty<Language> language() {
    return language;
  }

  /** All keys of a language. */
  public java.util.Set<String> keys(Language of) {
    return java.util.Set.copyOf(bundles.get(of).keySet());
  }

  /** The text of a key now. A key that is missing is shown as it is; a test finds those. */
  public String get(String key, Object... arguments) {
    String pattern = bundles.get(language.get()).getOrDefault(key, key);
    return new MessageFormat(pattern, language.get().locale).format(arguments);
  }

  /** The text of a key now; empty where there is none. */
  public Optional<String> find(String key, Object... arguments) {
    return bundles.get(language.get()).containsKey(key)
        ? Optional.of(get(key, arguments))
        : Optional.empty();
  }

  /** The text of a key, following the language. */
  public StringBinding bind(String key, Object... arguments) {
    return Bindings.createStringBinding(() -> get(key, arguments), language);
  }
}
