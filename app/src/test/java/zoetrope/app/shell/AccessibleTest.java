package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;

/** Every place of the studio with the sample open: who sees little or nothing can use it too. */
@Tag("ui")
@Tag("slow")
class AccessibleTest {
  /** Least contrast of text with its ground, WCAG 2.2 success criterion 1.4.3, level AA. */
  private static final double AA = 4.5;

  /** The same for text of 24 px, or 18.66 px and bold. */
  private static final double AA_LARGE = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void textStandsOutAndControlsSayWhatTheyAre(Theme theme) throws Exception {
    try (StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, theme, 1280, 800)) {
      List<String> faults = new ArrayList<>();
      int[] texts = new int[1];
      check("start", b.stage.getScene(), faults, texts);
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      TestBench.settle();
      TestBench.fx(() -> ((ToggleButton) StudioBench.find("canvas-tool-brush")).fire());
      for (MainWindow.Place p : MainWindow.Place.values()) {
        TestBench.fx(() -> b.screen().mainWindow().show(p));
        TestBench.settle();
        check(p.name(), b.stage.getScene(), faults, texts);
      }
      TestBench.fx(() -> b.screen().exportDialog(Path.of("Films")).show());
      StudioBench.await("export", Duration.ofSeconds(20), () -> StudioBench.there("export-dialog"));
      TestBench.settle();
      check(
          "export",
          TestBench.onFx(() -> StudioBench.find("export-dialog").getScene()),
          faults,
          texts);
      TestBench.fx(() -> StudioBench.find("export-dialog").getScene().getWindow().hide());
      assertThat(texts[0]).as("texts looked at").isGreaterThan(200);
      assertThat(faults.stream().distinct()).isEmpty();
    }
  }

  private static void check(String place, Scene scene, List<String> faults, int[] texts) {
    TestBench.fx(() -> walk(place, scene.getRoot(), faults, texts));
  }

  private static void walk(String place, Node n, List<String> faults, int[] texts) {
    if (!n.isVisible() || n.isDisabled()) {
      return; // what is disabled is exempt
    }
    if (n instanceof Text t && !t.getText().isBlank()) {
      Optional<Double> contrast = contrast(t);
      texts[0] += contrast.isPresent() ? 1 : 0;
      contrast
          .filter(c -> c < least(t))
          .ifPresent(
              c ->
                  faults.add(
                      "%s: '%s' stands out by %.2f, less than %.1f"
                          .formatted(place, t.getText(), c, least(t))));
    }
    if (n instanceof Control c && c.isFocusTraversable() && nameless(c)) {
      faults.add(place + ": nothing says what this is: " + c);
    }
    if (n instanceof Parent p) {
      p.getChildrenUnmodifiable().forEach(child -> walk(place, child, faults, texts));
    }
  }

  private static double least(Text t) {
    boolean bold = t.getFont().getStyle().toLowerCase(java.util.Locale.ROOT).contains("bold");
    return t.getFont().getSize() >= (bold ? 18.66 : 24) ? AA_LARGE : AA;
  }

  private static boolean nameless(Control c) {
    boolean says =
        switch (c) {
          case Labeled l -> !l.getText().isBlank();
          case TextInputControl t -> t.getPromptText() != null && !t.getPromptText().isBlank();
          case Slider s -> false;
          case ComboBoxBase<?> s -> false;
          default -> true;
        };
    return !says
        && (c.getAccessibleText() == null || c.getAccessibleText().isBlank())
        && !labelled(c.getScene().getRoot(), c);
  }

  private static boolean labelled(Node root, Control c) {
    for (Node n = c; n != null; n = n.getParent()) {
      if (n.getAccessibleText() != null && !n.getAccessibleText().isBlank()) {
        return true; // the inner field of a spinner or an editable box
      }
    }
    return root.lookupAll(".label").stream()
        .anyMatch(l -> l instanceof javafx.scene.control.Label x && x.getLabelFor() == c);
  }

  /** Contrast with the nearest ground behind; empty where a picture lies between. */
  private static Optional<Double> contrast(Text t) {
    if (!(t.getFill() instanceof Color ink)) {
      return Optional.empty();
    }
    List<Color> over = new ArrayList<>();
    Bounds at = t.localToScene(t.getBoundsInLocal());
    for (Node n = t.getParent(); n != null; n = n.getParent()) {
      if (n instanceof Region r && r.getBackground() != null) {
        for (var fill : r.getBackground().getFills().reversed()) {
          if (!(fill.getFill() instanceof Color c)) {
            return Optional.empty();
          }
          over.add(c);
          if (c.isOpaque()
              && r.localToScene(r.getBoundsInLocal()).contains(at.getCenterX(), at.getCenterY())) {
            return Optional.of(contrast(ink, over));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static double contrast(Color ink, List<Color> over) {
    Color ground = over.getLast();
    for (Color c : over.reversed()) {
      ground = mixed(c, ground);
    }
    double a = luminance(mixed(ink, ground));
    double b = luminance(ground);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  }

  private static Color mixed(Color top, Color under) {
    double a = top.getOpacity();
    return Color.color(
        top.getRed() * a + under.getRed() * (1 - a),
        top.getGreen() * a + under.getGreen() * (1 - a),
        top.getBlue() * a + under.getBlue() * (1 - a));
  }

  /** Relative luminance as WCAG 2.2 defines it. */
  private static double luminance(Color c) {
    return .2126 * linear(c.getRed()) + .7152 * linear(c.getGreen()) + .0722 * linear(c.getBlue());
  }

  private static double linear(double v) {
    return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
  }
}
