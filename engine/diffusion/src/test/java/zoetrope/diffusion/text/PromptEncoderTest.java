package zoetrope.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Runtime;

/** Prompts that mean alike lie near one another, in English and in Chinese. */
class PromptEncoderTest {
  private static PromptEncoder encoder;

  @BeforeAll
  static void open() {
    encoder = new PromptEncoder(Runtime.cpu());
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void englishAndChineseFillTheirOwnPartWithAUnitVector() {
    float[] en = encode("a beach at sunset");
    float[] zh = encode("日落时的海滩");
    assertThat(dot(en, en)).isBetween(0.9999, 1.0001);
    assertThat(dot(zh, zh)).isBetween(0.9999, 1.0001);
    assertThat(Arrays.copyOfRange(en, 384, 896)).containsOnly(0);
    assertThat(Arrays.copyOfRange(zh, 0, 384)).containsOnly(0);
    assertThat(encode("a 海 in between")).startsWith(0, 0, 0);
    assertThat(encode("  ")).containsOnly(0);
  }

  @Test
  void meaningDecidesTheDistance() {
    float[] beach = encode("a beach at sunset");
    assertThat(dot(beach, encode("evening by the sea shore")))
        .isGreaterThan(0.2 + dot(beach, encode("a city street in the snow")));
    float[] strand = encode("日落时的海滩");
    assertThat(dot(strand, encode("傍晚的海边"))).isGreaterThan(0.1 + dot(strand, encode("下雪的城市街道")));
  }

  @Test
  void theSameTextGivesTheSameNumbersAndLongTextIsCut() {
    assertThat(encode("snow falls on a forest")).containsExactly(encode("snow falls on a forest"));
    String page = "a quiet harbour at night ".repeat(400);
    assertThat(page).hasSize(10_000);
    assertThat(encode(page)).containsExactly(encode(page + "and then nothing more"));
  }

  private static float[] encode(String text) {
    return encoder.encode(text, new CancelToken());
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
