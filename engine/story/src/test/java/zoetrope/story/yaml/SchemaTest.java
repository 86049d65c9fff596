package zoetrope.story.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import zoetrope.story.Samples;

/** The schema that editors check against and the import must not drift apart. */
class SchemaTest {
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StoryYaml.class.getResourceAsStream(StoryYaml.SCHEMA));

  @TempDir Path folder;

  @Test
  void whatUsesEveryFieldIsAcceptedByBoth() throws Exception {
    assertThat(validate(Samples.FULL)).isEmpty();
    new StoryYaml(Samples::media).read(Samples.write(folder, Samples.FULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title: The | titel: The
          "16:9" | "4:3"
          "16:9" | 16:9
          fps: 12 | fps: 0
          fps: 12 | fps: fast
          height: 256 | height: 257
          height: 256 | height: 5000
          [fox.png] | []
          duration: 2s | duration: 0
          duration: 2s | duration: long
          size: 0.4 | size: 40
          at: [0.2, 0.7] | at: [0.2]
          at: [0.2, 0.7] | at: [0.2, 7]
          {character: fox, path | {character: fox, mask: fox.png, path
          {pin: { | {ease: in, pin: {
          ease: in-out | ease: slowly
          edge: object | edge: sharp
          {character: fox, path | {character: fox, edge: object, path
          y: 0.1, t: 1 | y: 0.1
          [[0.5, 0.5]] | []
          [[0.5, 0.5]] | [[0.5, 0.5], {x: 0, y: 0, t: 1}]
          zoom: 1.2 | zoom: 100
          steps: 20 | steps: 201
          guidance: 2.5 | guidance: 31
          identity: 0.9 | identity: 2
          takes: 3 | takes: 65
          kind: crossfade | kind: blur
          position: center | position: middle
          gain_db: -6 | gain_db: 99
          """)
  void aMistakeOfFormIsRefusedByBoth(String right, String wrong) throws Exception {
    String yaml = Samples.FULL.replace(right, wrong);
    assertThat(yaml).isNotEqualTo(Samples.FULL);
    assertThat(validate(yaml)).isNotEmpty();
    Path file = Samples.write(folder, yaml);
    assertThatThrownBy(() -> new StoryYaml(Samples::media).read(file))
        .isInstanceOf(StoryImportException.class);
  }

  private Set<ValidationMessage> validate(String yaml) {
    JsonNode tree = new ObjectMapper().valueToTree(new Yaml().load(yaml));
    return schema.validate(tree);
  }
}
