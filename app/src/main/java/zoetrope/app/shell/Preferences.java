package zoetrope.app.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What the studio remembers between starts: theme, language, panes, the story that is open. Kept in
 * one small file that is replaced as a whole; where it cannot be kept, the studio works without.
 */
public final class Preferences {
  private static final System.Logger LOG = System.getLogger(Preferences.class.getName());
  private static final String FILE = "studio.properties";

  private final Path file;
  private final Properties values = new Properties();

  /**
   * @param folder of the user's data; made when something is kept first
   */
  public Preferences(Path folder) {
    file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        values.load(in);
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(System.Logger.Level.WARNING, file + " cannot be read; starting with defaults", e);
      }
    }
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key)).filter(v -> !v.isEmpty());
  }

  /** A number between 0 and 1, such as a divider's place. */
  public double part(String key, double otherwise) {
    return get(key).flatMap(Preferences::number).filter(v -> v >= 0 && v <= 1).orElse(otherwise);
  }

  /** A length in pixels. */
  public double length(String key, double otherwise) {
    return get(key)
        .flatMap(Preferences::number)
        .filter(v -> v >= 100 && v <= 20_000)
        .orElse(otherwise);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Remembers a value; an empty one is forgotten. */
  public void put(String key, String value) {
    if (!value.equals(values.getProperty(key, ""))) {
      values.setProperty(key, value);
      save();
    }
  }

  /**
   * Remembers a value that changes many times a second; kept by the next {@link #put} or {@link
   * #keep}.
   */
  public void later(String key, String value) {
    values.setProperty(key, value);
  }

  /** Writes down what {@link #later} was told. */
  public void keep() {
    save();
  }

  private void save() {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(FILE + ".part");
      try (Writer out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
        values.store(out, "Zoetrope Studio");
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, file + " cannot be written", e);
    }
  }
}
