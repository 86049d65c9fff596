package zoetrope.service.models;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Models that are known to work and where they are published ({@code catalogue.json}).
 *
 * @param version of the file's form
 * @param models in the order they are best shown
 */
public record Catalogue(int version, List<Entry> models) {
  public Catalogue {
    models = List.copyOf(models);
  }

  /**
   * One model in one layout.
   *
   * @param name by which it is asked for; also its folder's
   * @param title for people
   * @param licence of the weights, as SPDX names it
   * @param gives what shots can ask of it
   * @param sources repositories that its files come from
   */
  public record Entry(
      String name, String title, String licence, List<Ability> gives, List<Source> sources) {
    public Entry {
      gives = List.copyOf(gives);
      sources = List.copyOf(sources);
    }

    /** Bytes to download and keep, about. */
    public long size() {
      return files().mapToLong(KnownFile::about).sum();
    }

    /**
     * Bytes of the largest part, about: the parts are loaded one after another, so that this is the
     * least memory that it takes.
     */
    public long memory() {
      return files().mapToLong(KnownFile::about).max().orElse(0);
    }

    private java.util.stream.Stream<KnownFile> files() {
      return sources.stream().flatMap(s -> s.files().stream());
    }
  }

  /**
   * A repository.
   *
   * @param repository OWNER/NAME
   * @param revision branch, tag or commit
   */
  public record Source(String repository, String revision, List<KnownFile> files) {
    public Source {
      revision = Objects.requireNonNullElse(revision, "main");
      files = List.copyOf(files);
    }
  }

  /**
   * Files of a repository.
   *
   * @param part of the pipeline that they are
   * @param path in the repository; a {@code *} at its end means all files of that folder
   * @param about bytes, for people; the server says how many exactly
   * @param sha256 of the one file, where it is known; empty else
   */
  public record KnownFile(String part, String path, long about, String sha256) {
    public KnownFile {
      sha256 = Objects.requireNonNullElse(sha256, "");
    }

    boolean means(String file) {
      return path.endsWith("*")
          ? file.startsWith(path.substring(0, path.length() - 1))
          : file.equals(path);
    }
  }

  /** What a model can be asked for. */
  public enum Ability {
    TEXT("prompts"),
    IMAGE("a first frame"),
    FRAMES("first and last frames"),
    REFERENCES("pictures of characters"),
    MASKS("repainting of masked parts"),
    LAYOUT("paths as moving boxes"),
    CONTROL("paths as a control video"),
    TRACKS("paths of points (Wan-Move, ATI)"),
    DRAG("dragging of brushed regions");

    private final String words;

    Ability(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** The catalogue of this version of the program. */
  public static Catalogue bundled() {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.json"))) {
      return read(in);
    } catch (IOException e) {
      throw new IllegalStateException("the bundled catalogue is damaged", e);
    }
  }

  static Catalogue read(InputStream in) throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .build()
        .readValue(in, Catalogue.class);
  }

  /** The entry of that name; throws {@link ModelException} naming those there are. */
  public Entry get(String name) {
    return models.stream()
        .filter(m -> m.name().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    name,
                    "the catalogue has no such model",
                    "It has: " + String.join(", ", models.stream().map(Entry::name).toList())));
  }
}
