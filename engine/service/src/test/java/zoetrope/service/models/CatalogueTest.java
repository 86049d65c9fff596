package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.service.models.Catalogue.Ability;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.Catalogue.KnownFile;

/** The bundled catalogue is well formed, and says of each model all that its page shows. */
class CatalogueTest {
  static List<Entry> entries() {
    return Catalogue.bundled().models();
  }

  private static List<KnownFile> files(Entry e) {
    return e.sources().stream().flatMap(s -> s.files().stream()).toList();
  }

  @Test
  void namesAreUniqueAndTheModelsOfTheIssueAreThere() {
    assertThat(entries()).extracting(Entry::name).doesNotHaveDuplicates();
    assertThat(entries())
        .extracting(Entry::name)
        .contains(
            "wan2.1-t2v-1.3b",
            "wan2.1-vace-1.3b",
            "wan2.1-fun-1.3b-inp",
            "wan2.1-fun-v1.1-1.3b-control",
            "wan2.1-i2v-14b-480p");
    assertThat(entries()).extracting(Entry::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryIsWellFormed(Entry e) {
    assertThat(e.name()).matches("[a-z0-9.]+(-[a-z0-9.]+)*");
    assertThat(e.title()).isNotBlank();
    assertThat(e.licence()).isIn("Apache-2.0", "MIT");
    assertThat(e.gives()).contains(Ability.TEXT).doesNotHaveDuplicates();
    assertThat(e.sources()).isNotEmpty();
    e.sources()
        .forEach(
            s -> {
              assertThat(s.repository()).matches("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");
              assertThat(s.revision()).isNotBlank();
              assertThat(s.files()).isNotEmpty();
            });
    for (KnownFile f : files(e)) {
      assertThat(f.path())
          .matches("([\\w.-]+/)*([\\w.-]+\\.(safetensors|json|model)|\\*)")
          .doesNotContain("..");
      assertThat(f.about()).isPositive();
      assertThat(f.sha256()).matches("([0-9a-f]{64})?");
      assertThat(f.path().endsWith("*") && !f.sha256().isEmpty()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryHasEveryPartOfAPipeline(Entry e) {
    Set<String> parts = files(e).stream().map(KnownFile::part).collect(Collectors.toSet());
    assertThat(parts).contains("transformer", "text_encoder", "tokenizer", "autoencoder");
    assertThat(parts.contains("image_encoder")).isEqualTo(e.gives().contains(Ability.IMAGE));
    assertThat(e.memory()).isPositive().isLessThan(e.size());
  }

  @Test
  void theSameFileIsTheSameEverywhere() {
    Map<String, KnownFile> known = new HashMap<>();
    for (Entry e : entries()) {
      for (Catalogue.Source s : e.sources()) {
        for (KnownFile f : s.files()) {
          KnownFile before = known.putIfAbsent(s.repository() + ":" + f.path(), f);
          assertThat(before == null ? f : before).isEqualTo(f);
        }
      }
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Catalogue.bundled().get("sora"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sora")
        .hasMessageContaining("wan2.1-t2v-1.3b");
    assertThat(Catalogue.bundled().get("WAN2.1-T2V-1.3B").title()).isEqualTo("Wan2.1 T2V 1.3B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\": 1, \"models\": [{\"nam\": \"x\"}]}",
        "{\"version\": 1, \"models\": [{\"name\": \"x\", \"gives\": [\"magic\"]}]}",
        "{\"version\": 1",
      })
  void whatIsMisspeltIsNotPassedOver(String json) {
    InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Catalogue.read(in)).isInstanceOf(java.io.IOException.class);
  }
}
