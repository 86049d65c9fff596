package zoetrope.service.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter text = new StringWriter();

  private String shown(boolean terminal) {
    PrintWriter out = new PrintWriter(text);
    try (Screen screen = new Screen(out, new ProgressLine(out, terminal), true, false)) {
      screen.step("shot a", 1, 3);
      screen.step("shot a", 2, 3);
      screen.step("shot a", 3, 3);
      screen.step("shot b", 1, 2);
    }
    return text.toString().replace(System.lineSeparator(), "\n").replaceAll(" +", " ");
  }

  @Test
  void onATerminalTheLineOfAShotIsRewrittenInPlace() {
    assertThat(shown(true)).isEqualTo("\rshot a 33 %\rshot a 66 %\rshot a 100 %\n\rshot b 50 %\n");
  }

  @Test
  void inAPipeAShotIsOneLineThatBeginsWithIt() {
    assertThat(shown(false)).isEqualTo("shot a 100 %\nshot b 50 %\n");
  }

  @Test
  void inAPipeWhatBeginsIsSaidBeforeItIsDone() {
    PrintWriter out = new PrintWriter(text);
    new ProgressLine(out, false).at("shot a", " 0 %");
    assertThat(text.toString()).isEqualTo("shot a");
  }

  @Test
  void whereNothingWasBegunNothingIsEnded() {
    PrintWriter out = new PrintWriter(text);
    new ProgressLine(out, false).end();
    new ProgressLine(out, true).end();
    assertThat(text.toString()).isEmpty();
  }
}
