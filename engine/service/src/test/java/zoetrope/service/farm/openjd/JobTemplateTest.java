package zoetrope.service.farm.openjd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.farm.SchedulerCommand;

/** Templates against the published schema, and in the specification's own tool where it is here. */
@Tag("process")
class JobTemplateTest {
  @TempDir Path folder;
  private TinyStudio studio;
  private Path story;
  private Path film;
  private Path submission;
  private Path template;

  @BeforeEach
  void installed() throws IOException {
    studio = new TinyStudio(folder);
    film = studio.file("film.mkv");
    story = studio.story("two.yaml", "");
    submission = studio.file("film.mkv.farm");
    template = submission.resolve(OpenJobBackend.TEMPLATE);
  }

  @Test
  void aTemplateKeepsToTheSchema() throws IOException {
    export("--gpus", "1", "--memory", "24000");
    JsonNode job = new ObjectMapper().readTree(template.toFile());
    assertThat(mistakes(job)).isEmpty();
    assertThat(job.at("/parameterDefinitions/0/default").asText())
        .as("joined to the template's folder, which is the submission")
        .isEqualTo(".");
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
    ((ObjectNode) job.at("/steps/0")).remove("script");
    assertThat(rules().validate(job)).isNotEmpty();
    assertThat(published().validate(job)).isNotEmpty();
  }

  @Test
  void aTitleOfAnyLengthAndSignsIsAName() throws IOException {
    title("\"{{Param.X}} \\n %s\"".formatted("夜".repeat(180)));
    export();
    JsonNode job = new ObjectMapper().readTree(template.toFile());
    assertThat(mistakes(job)).isEmpty();
    String name = job.path("name").asText();
    assertThat(name).startsWith("Zoetrope: { {Param.X} }").contains("夜").doesNotContain("{{");
    assertThat(name.codePointCount(0, name.length())).isEqualTo(128);
    assertThat(name).doesNotContainPattern("\\p{Cc}");
  }

  @Test
  void theSpecificationsOwnToolRunsIt() throws Exception {
    assumeTrue(SchedulerCommand.find("openjd").isPresent(), "the tool 'openjd' is not on the PATH");
    story =
        Files.writeString(
            studio.file("takes.yaml"),
            """
            title: One shot
            format: {aspect: "16:9", fps: 12, height: 144}
            shots: [{id: a, prompt: sea, duration: 8f, steps: 1, guidance: 1, takes: 2}]
            """);
    export();
    assertThat(openjd("check", template.toString())).contains("passes validation");
    String shots = openjd("run", template.toString(), "--step", "Shots");
    assertThat(shots).contains("shot a take 1", "shot a take 2", "openjd_progress: 100");
    assertThat(shots.split("openjd_status: the model is loaded", -1)).as(shots).hasSize(2);
    assertThat(openjd("run", template.toString(), "--step", "Assemble")).contains("wrote " + film);
    assertThat(film).isNotEmptyFile();
    Files.delete(submission.resolve("tasks/0001/done.json"));
    Files.delete(TinyStudio.weights(studio.home()).resolve("base.safetensors"));
    assertThat(openjd("run", template.toString(), "--step", "Shots"))
        .contains(
            "openjd_fail: the model was not loaded",
            "base.safetensors",
            "Session ended with errors");
  }

  private static String openjd(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(SchedulerCommand.find("openjd").orElseThrow().toString()));
    command.addAll(List.of(words));
    Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
    p.getOutputStream().close();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    p.waitFor();
    return out;
  }

  private void export(String... more) throws IOException {
    String[] args = {"farm", "export", story.toString(), "-o", film.toString()};
    Said said =
        studio.run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(args), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
  }

  private void title(String title) throws IOException {
    String text = Files.readString(story);
    Files.writeString(story, text.replace("title: Two shots", "title: " + title));
  }

  private static List<ValidationMessage> mistakes(JsonNode job) throws IOException {
    List<ValidationMessage> all = new ArrayList<>(rules().validate(job));
    all.addAll(published().validate(job));
    return all;
  }

  /** What the specification's text says. */
  private static JsonSchema rules() throws IOException {
    return schema("jobtemplate-2023-09.schema.json", SpecVersion.VersionFlag.V202012);
  }

  /** What the specification's own tool publishes. */
  private static JsonSchema published() throws IOException {
    return schema("openjd-model.schema.json", SpecVersion.VersionFlag.V7);
  }

  private static JsonSchema schema(String file, SpecVersion.VersionFlag version)
      throws IOException {
    try (InputStream in = JobTemplateTest.class.getResourceAsStream("/openjd/" + file)) {
      return JsonSchemaFactory.getInstance(version).getSchema(in);
    }
  }
}
