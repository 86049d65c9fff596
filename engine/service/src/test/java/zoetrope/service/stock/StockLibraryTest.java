package zoetrope.service.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.media.Images;
import zoetrope.service.stock.StockLibrary.Match;

/** Things are found in the stock by what people call them, in English and Chinese. */
class StockLibraryTest {
  private static StockLibrary stock;

  @BeforeAll
  static void open() {
    stock = StockLibrary.open(Path.of("../../assets/stock"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "cat, cat, false",
    "Cats, cat, false",
    "sports car, racing car, false",
    "knights' dragon, dragon, false",
    "terrier, dog, true",
    "Scottish terrier, dog, true",
    "triceratops, dinosaur, true",
    "🚗, car, false",
    "ＤＲＡＧＯＮ, dragon, false",
    "跑车, racing car, false",
    "貓, cat, false",
    "恶龙, dragon, false",
    "机器人, robot, false",
    "凶猛的老虎, tiger, false",
    "🐶, dog, false",
    "computer mouse, computer mouse, false",
  })
  void aThingIsPlayedByWhatItIsCalled(String thing, String name, boolean near) {
    Match m = stock.named(thing).orElseThrow();
    assertThat(m.item().name()).isEqualTo(name);
    assertThat(m.near()).isEqualTo(near);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "love", "justice", "Tom", "phone charger", "木鱼", "🤷"})
  void whatIsNothingOfTheStockIsPlayedByNobody(String thing) {
    assertThat(stock.named(thing)).isEmpty();
  }

  @Test
  void aSearchFindsByNameBeforeKindsBeforeWhatHasToDoWithIt() {
    assertThat(stock.search("dog")).first().extracting(StockItem::name).isEqualTo("dog");
    assertThat(stock.search("zodiac")).extracting(StockItem::name).contains("fish", "crab");
    assertThat(stock.search("车")).extracting(StockItem::name).contains("car", "fire truck");
    assertThat(stock.search("qwertz")).isEmpty();
  }

  @Test
  void everyItemHasAPictureWithAlphaAndBothNames() {
    assertThat(stock.items()).hasSizeGreaterThan(400);
    for (StockItem i : stock.items()) {
      assertThat(i.picture()).exists();
      assertThat(i.name()).isNotBlank();
      assertThat(i.chinese()).as(i.name()).matches(".*\\p{IsHan}.*");
    }
    assertThat(Images.read(stock.items().getFirst().picture()).transparent()).isTrue();
  }

  @Test
  void aStockThatIsNotThereIsToldWithTheRemedy(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> StockLibrary.open(folder))
        .isInstanceOf(StockException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("install Zoetrope again");
    Files.writeString(folder.resolve("items.tsv"), "1f600\tperson\tgrin\n");
    assertThatThrownBy(() -> StockLibrary.open(folder)).isInstanceOf(StockException.class);
  }
}
