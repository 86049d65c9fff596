package zoetrope.service.stock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zoetrope.diffusion.text.lexicon.Lexicon;
import zoetrope.diffusion.text.lexicon.Meaning;
import zoetrope.diffusion.text.lexicon.Mention;
import zoetrope.diffusion.text.lexicon.WordList;

/**
 * The stock: {@code items.tsv}, {@code words.txt} and {@code pictures} in a folder ({@code
 * assets/stock/README.md}). What things are called is matched as prompts are, so that plurals,
 * traditional characters and full-width letters make no difference.
 */
public final class StockLibrary {
  /** The word list's kind of what an item may be cast for. */
  private static final String STOCK = "stock";

  private static final int COLUMNS = 4;

  private final Map<String, StockItem> items;
  private final List<WordList.Line> words;
  private final Lexicon lexicon;

  private StockLibrary(Map<String, StockItem> items, List<WordList.Line> words) {
    this.items = items;
    this.words = List.copyOf(words);
    lexicon =
        WordList.lexicon(
            words.stream()
                .filter(l -> l.kind().equals(STOCK) || l.kind().equals(WordList.VARIANT))
                .toList());
  }

  /**
   * Opens the stock in a folder.
   *
   * @throws StockException where it cannot be read
   */
  public static StockLibrary open(Path folder) {
    try {
      Map<String, StockItem> items = new LinkedHashMap<>();
      for (String line : Files.readAllLines(folder.resolve("items.tsv"))) {
        if (!line.startsWith("#") && !line.isBlank()) {
          StockItem item = item(folder, line.split("\t", -1));
          items.put(item.id(), item);
        }
      }
      return new StockLibrary(items, WordList.lines(folder.resolve("words.txt")));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new StockException(
          "%s: the stock library cannot be read (%s); install Zoetrope again"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** The stock in a folder, opened when it is first asked for. */
  public static Supplier<StockLibrary> lazy(Path folder) {
    AtomicReference<@Nullable StockLibrary> opened = new AtomicReference<>();
    return () -> {
      StockLibrary now = opened.get();
      if (now == null) {
        now = open(folder);
        opened.set(now);
      }
      return now;
    };
  }

  private static StockItem item(Path folder, String[] cells) {
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException("no item: " + String.join(" ", cells));
    }
    return new StockItem(
        cells[0],
        StockKind.named(cells[1]),
        cells[2],
        cells[3],
        folder.resolve("pictures").resolve(cells[0] + ".webp"));
  }

  /** All items, in the order of their kinds. */
  public List<StockItem> items() {
    return List.copyOf(items.values());
  }

  /** The item of an id, if there is one. */
  public Optional<StockItem> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  /**
   * An item that is what something is called.
   *
   * @param near whether the words are a kind of it
   * @param start where in the words its name begins
   */
  public record Match(StockItem item, boolean near, int start) {}

  /**
   * Who may play a thing: of its words the last ones count, as in "Scottish terrier"; of Chinese
   * words, which nobody has parted, no single character of several.
   */
  public Optional<Match> named(String thing) {
    List<Mention> mentions = lexicon.mentions(thing);
    if (mentions.isEmpty() || !mentions.getLast().known()) {
      return Optional.empty();
    }
    Mention last = mentions.getLast();
    boolean whole = mentions.size() == 1;
    boolean character = last.end() - last.start() == 1;
    if (last.end() < thing.length() || (!whole && character)) {
      return Optional.empty();
    }
    Meaning meaning = last.meanings().getFirst();
    return item(meaning.value()).map(i -> new Match(i, meaning.near(), last.start()));
  }

  /** What is found by words: by name before kinds of it, before what has to do with it. */
  public List<StockItem> search(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    Map<String, Integer> ranks = new LinkedHashMap<>();
    named(query).ifPresent(m -> ranks.put(m.item().id(), 0));
    for (WordList.Line line : words) {
      int rank =
          line.phrases().stream().mapToInt(p -> rank(line, p, wanted)).min().orElse(NOT_FOUND);
      if (rank < NOT_FOUND) {
        ranks.merge(line.value(), rank, Math::min);
      }
    }
    List<String> ids = new ArrayList<>(ranks.keySet());
    ids.sort(Comparator.comparing(ranks::get));
    return ids.stream().flatMap(id -> item(id).stream()).toList();
  }

  private static final int NOT_FOUND = 9;

  /** Lower is better. */
  private static int rank(WordList.Line line, String phrase, String wanted) {
    int sort = !line.kind().equals(STOCK) ? 4 : line.near() ? 2 : 0;
    if (wanted.isEmpty() || line.kind().equals(WordList.VARIANT)) {
      return NOT_FOUND;
    }
    if (phrase.equals(wanted)) {
      return 1 + sort;
    }
    boolean han = wanted.codePoints().anyMatch(c -> Character.isIdeographic(c));
    boolean part = han ? phrase.contains(wanted) : (" " + phrase).contains(" " + wanted);
    return part ? 2 + sort : NOT_FOUND;
  }
}
