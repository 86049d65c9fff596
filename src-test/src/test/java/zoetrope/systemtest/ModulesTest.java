package zoetrope.systemtest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How packages hang together, within a module and between them (docs/decisions/0028-modules.md).
 */
@AnalyzeClasses(packages = "zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
  /** The packages that other modules may use. */
  private static final Set<String> FRONT_ROOMS =
      Set.of(
          "c2pa",
          "core.camera",
          "core.geometry",
          "core.image",
          "core.motion",
          "core.task",
          "core.text",
          "core.time",
          "diffusion",
          "diffusion.adapter",
          "diffusion.card",
          "diffusion.checkpoint",
          "diffusion.detail",
          "diffusion.family",
          "diffusion.fill",
          "diffusion.judge",
          "diffusion.model.lora",
          "diffusion.parity",
          "diffusion.plan",
          "diffusion.runtime",
          "diffusion.score",
          "diffusion.text.lexicon",
          "diffusion.tuning",
          "film",
          "film.evaluate",
          "film.picture",
          "film.sound",
          "media",
          "media.sound",
          "service",
          "service.engine",
          "service.export",
          "service.jobs",
          "service.models",
          "service.models.download",
          "service.process",
          "service.provenance",
          "service.reading",
          "service.render",
          "service.studio",
          "story",
          "story.archive",
          "story.document",
          "story.edit",
          "story.motion",
          "story.recipe",
          "story.store",
          "story.timeline",
          "story.yaml");

  private static final Set<String> MEDIA_WORDS =
      Set.of(
          "zoetrope.media.Encoding",
          "zoetrope.media.MediaException",
          "zoetrope.media.MediaFormat",
          "zoetrope.media.MediaProblem",
          "zoetrope.media.MediaRemedy",
          "zoetrope.media.Tags");

  /**
   * Every package is a slice of its own, the modules' root packages too. What media is asked with
   * and answers lies in its root, beside the doors that lead to the packages below; those may use
   * these words and nothing else of the root.
   */
  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("zoetrope.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideInAnyPackage("zoetrope.media.*.."),
              describe("words of media", type -> MEDIA_WORDS.contains(outermost(type))));

  @ArchTest
  static final ArchRule noModuleCycles =
      slices().matching("zoetrope.(*)..").should().beFreeOfCycles();

  /** What another module uses, and nothing but that: the rest of a module is its own affair. */
  @ArchTest
  static void onlyFrontRoomsAreKnown(JavaClasses classes) {
    Set<String> known =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(d -> module(d.getTargetClass()).isPresent())
            .filter(d -> !module(d.getTargetClass()).equals(module(d.getOriginClass())))
            .map(d -> d.getTargetClass().getPackageName().substring("zoetrope.".length()))
            .collect(Collectors.toSet());
    assertThat(known).containsExactlyInAnyOrderElementsOf(FRONT_ROOMS);
  }

  private static Optional<String> module(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("zoetrope.") ? Optional.of(name.split("\\.")[1]) : Optional.empty();
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }
}
