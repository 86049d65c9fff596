package zoetrope.story.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.story.document.StockCast;

/** A text says whether a shot casts from the stock; without a word of it it does not. */
class StockYamlTest {
  @TempDir Path folder;

  private StockCast stock(String field) throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            title: S
            format: {aspect: "16:9", fps: 12, height: 144}
            shots: [{id: a, prompt: a car, duration: 1s%s}]
            """
                .formatted(field));
    return new StoryYaml(name -> false).read(text).story().shots().getFirst().stock();
  }

  @Test
  void aTextOfBeforeThereWasAStockCastsNobody() throws IOException {
    assertThat(stock("")).isEqualTo(StockCast.OFF);
    assertThat(stock(", stock: none")).isEqualTo(StockCast.OFF);
  }

  @Test
  void aTextMayCastAllButSome() throws IOException {
    assertThat(stock(", stock: auto")).isEqualTo(StockCast.ON);
    assertThat(stock(", stock: {without: [1f697, 1f408-200d-2b1b]}"))
        .isEqualTo(new StockCast(true, List.of("1f697", "1f408-200d-2b1b")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "stock: some;shots[0].stock: must be one of auto, none",
        "stock: true;shots[0].stock: must be one of auto, none",
        "stock: {with: [x]};shots[0].stock.with: is no field here",
        "stock: {without: [a b]};'a b' is no id",
        "stock: {without: [a, a]};'a' occurs twice",
        "stock: {without: x};shots[0].stock.without: must be a list"
      })
  void whatIsNoChoiceIsToldWithItsPlace(String field, String problem) {
    StoryImportException e =
        catchThrowableOfType(StoryImportException.class, () -> stock(", " + field));
    assertThat(e).hasMessageContaining(problem).hasMessageContaining("s.yaml");
  }
}
