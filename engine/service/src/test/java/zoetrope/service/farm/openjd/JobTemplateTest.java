package zoetrope.service.farm.openjd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.farm.Tool;

/** Templates against the published schema, and in the specification's own tool where it is here. */
class JobTemplateTest {
  @TempDir Path folder;
  private TinyStudio studio;
  private Path film;
  private Path template;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
    film = studio.file("film.mkv");
    template = studio.file("film.mkv.farm").resolve(OpenJobBackend.TEMPLATE);
  }

  @Test
  void aTemplateKeepsToTheSchema() throws IOException {
    export("--gpus", "1", "--memory", "24000");
    JsonNode job = new ObjectMapper().readTree(template.toFile());
    assertThat(schema().validate(job)).isEmpty();
    JsonNode shots = job.at("/steps/0");
    assertThat(shots.at("/parameterSpace/taskParameterDefinitions/0/range").asText())
        .isEqualTo("0-0");
    assertThat(shots.at("/stepEnvironments/0/script/actions/onEnter/args").toString())
        .contains("serve");
    assertThat(shots.at("/hostRequirements/amounts").toString())
        .contains("{\"name\":\"amount.worker.gpu\",\"min\":1}", "24000");
    assertThat(job.at("/steps/1/dependencies/0/dependsOn").asText()).isEqualTo("Shots");
  }

  @Test
  void theSchemaRefusesWhatTheSpecificationDoes() throws IOException {
    export();
    JsonNode job = new ObjectMapper().readTree(template.toFile());
    ((com.fasterxml.jackson.databind.node.ObjectNode) job.at("/steps/0")).remove("script");
    assertThat(schema().validate(job)).isNotEmpty();
  }

  @Test
  void aTitleOfAnyLengthAndSignsIsAName() throws IOException {
    String title = "\"{{Param.X}} \\n " + "夜".repeat(300) + "\"";
    Path story = studio.story("two.yaml", "");
    Files.writeString(
        story, Files.readString(story).replace("title: Two shots", "title: " + title));
    Said said = studio.run("farm", "export", story.toString(), "-o", film.toString());
    assertThat(said.code()).as(said.err()).isIn(0, 3);
    if (said.code() == 0) {
      String name = new ObjectMapper().readTree(template.toFile()).path("name").asText();
      assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(128);
      assertThat(name).doesNotContain("{{").doesNotContainPattern("\\p{Cc}");
    }
  }

  @Test
  void theSpecificationsOwnToolRunsIt() throws Exception {
    assumeTrue(Tool.find("openjd").isPresent(), "the 'openjd' tool is not on the PATH");
    export();
    String openjd = Tool.find("openjd").orElseThrow().toString();
    for (String step : new String[] {"Shots", "Assemble"}) {
      Process p =
          new ProcessBuilder(openjd, "run", template.toString(), "--step", step)
              .redirectErrorStream(true)
              .start();
      p.getOutputStream().close();
      String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(p.waitFor()).as(out).isZero();
    }
    assertThat(film).isNotEmptyFile();
  }

  private void export(String... more) throws IOException {
    Path story = studio.story("two.yaml", "");
    String[] args = {"farm", "export", story.toString(), "-o", film.toString()};
    Said said =
        studio.run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(args), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        JobTemplateTest.class.getResourceAsStream("/openjd/jobtemplate-2023-09.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
