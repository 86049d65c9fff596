package zoetrope.diffusion.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

class VelocityFormulaTest {
  private static final float X = .75f;
  private static final float T = 312.5f;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          v = 0.3*x + sin(t/1000),    .5324388
          0.3*x + sin(t/1000),        .5324388
          v=x-t,                      -311.75
          2 - 3 - 4,                  -5
          8/4/2,                      1
          1 + 2*3,                    7
          (1 + 2)*3,                  9
          -x*2,                       -1.5
          - -x,                       .75
          2*-x,                       -1.5
          +x,                         .75
          .5*x,                       .375
          1e-3*t,                     .3125
          2.*x,                       1.5
          cos(t/1000) - tanh(x*2),    .0464188
          tanh(sin(cos(x)) / (1+x)),  .3642583
          model_output = cos(0),      1
          """)
  void isEvaluatedByTheUsualRules(String formula, float expected) {
    assertThat(VelocityFormula.of(formula).at(X, T))
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6f));
  }

  @Test
  void isEvaluatedInThirtyTwoBits() {
    float expected = .1f * X + (float) Math.sin(T / 3f);
    assertThat(VelocityFormula.of("0.1*x + sin(t/3)").at(X, T)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v =",
        "x +",
        "x y",
        "2x",
        "exp(x)",
        "sinx",
        "sin x",
        "(x",
        "x)",
        "x**2",
        "x^2",
        "y",
        "0.3*x + noise",
        "1.2.3",
        "sin()",
        "x;t"
      })
  void whatIsNoFormulaIsRefusedAndQuoted(String text) {
    assertThatThrownBy(() -> VelocityFormula.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> VelocityFormula.of("(".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VelocityFormula.of("-".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void vectorsOfAnotherFormulaAreHeldToThatFormula(@TempDir Path dir) throws IOException {
    FlowRun run = new FlowSampler.Euler().start(4, 3);
    float[] x = {.5f, -1, 2};
    float[] samples = Arrays.copyOf(x, x.length * 5);
    for (int i = 0; i < 4; i++) {
      float[] v = new float[x.length];
      for (int k = 0; k < v.length; k++) {
        v[k] = -.5f * x[k] + (float) Math.cos(run.timestep() / 500) * (float) Math.tanh(x[k]);
      }
      x = run.step(v, x);
      System.arraycopy(x, 0, samples, (i + 1) * x.length, x.length);
    }
    vectors(dir, samples, "\"model_output\": \"v = -0.5*x + cos(t/500)*tanh(x)\"");
    assertThat(rows(dir)).hasSize(3).allMatch(Row::passed);

    vectors(dir, samples, "\"model_output\": \"v = -0.5*x + cos(t/500)*tanh(2*x)\"");
    assertThat(rows(dir)).anyMatch(r -> !r.passed());
  }

  @Test
  void vectorsOfAFormulaThatCannotBeReadOrIsNotSaidFailInWords(@TempDir Path dir)
      throws IOException {
    vectors(dir, new float[15], "\"model_output\": \"v = exp(x)\"");
    assertThat(rows(dir))
        .singleElement()
        .satisfies(r -> assertThat(r.passed()).isFalse())
        .satisfies(r -> assertThat(r.toString()).contains("v = exp(x)").contains("'exp(x)'"));

    vectors(dir, new float[15], "\"note\": \"\"");
    assertThat(rows(dir))
        .singleElement()
        .satisfies(r -> assertThat(r.passed()).isFalse())
        .satisfies(r -> assertThat(r.toString()).contains("model_output"));
  }

  private static List<Row> rows(Path dir) {
    return ReferenceSet.open(dir, Runtime.cpu()).check("schedulers.euler");
  }

  private static void vectors(Path dir, float[] samples, String config) throws IOException {
    FlowRun run = new FlowSampler.Euler().start(4, 3);
    Map<String, SafetensorsWriter.Entry> tensors = new LinkedHashMap<>();
    tensors.put("in.x0", entry(Arrays.copyOf(new float[] {.5f, -1, 2}, 3)));
    tensors.put("steps4.shift3.0.sigmas", entry(run.sigmas()));
    tensors.put("steps4.shift3.0.timesteps", entry(run.timesteps()));
    tensors.put("steps4.shift3.0.samples", entry(samples));
    SafetensorsWriter.write(dir.resolve("euler.safetensors"), tensors, Map.of());
    Files.writeString(
        dir.resolve("index.json"),
        """
        {"vectors": [{"id": "schedulers.euler", "files": {"case": "euler.safetensors"},
          "config": {%s}, "tolerance": {"atol": 1e-6, "rtol": 1e-6}}]}
        """
            .formatted(config));
  }

  private static SafetensorsWriter.Entry entry(float[] values) {
    return new SafetensorsWriter.Entry(List.of((long) values.length), values);
  }
}
