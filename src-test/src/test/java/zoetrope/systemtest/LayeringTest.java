package zoetrope.systemtest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who may know whom (docs/architecture.md). */
@AnalyzeClasses(packages = "zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  /** What static fields may be, besides numbers, enums, records and our stateless types. */
  private static final Set<String> FIXED =
      Set.of(
          "java.lang.String",
          "java.lang.System$Logger",
          "java.lang.foreign.ValueLayout$OfDouble",
          "java.lang.foreign.ValueLayout$OfFloat",
          "java.lang.foreign.ValueLayout$OfInt",
          "java.lang.foreign.ValueLayout$OfLong",
          "java.lang.foreign.ValueLayout$OfShort",
          "java.nio.charset.Charset",
          "java.nio.file.Path",
          "java.time.Duration",
          // made by List.of and the like
          "java.util.List",
          "java.util.Map",
          "java.util.Set",
          "java.util.regex.Pattern",
          "com.fasterxml.jackson.databind.ObjectWriter",
          "javafx.css.PseudoClass",
          "javafx.scene.input.DataFormat",
          "javafx.scene.input.KeyCombination",
          "javafx.scene.paint.Color",
          "javafx.util.Duration");

  /** A module that is missing from the class path would pass every rule. */
  @ArchTest
  static void everyModuleIsSeen(JavaClasses classes) {
    for (String module :
        List.of("core", "story", "diffusion", "media", "film", "c2pa", "service", "app")) {
      assertThat(classes).anyMatch(c -> c.getPackageName().equals("zoetrope." + module));
    }
  }

  @ArchTest
  static final ArchRule onlyTheAppKnowsScreens =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..");

  @ArchTest
  static final ArchRule nobodyKnowsTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("zoetrope.app..");

  @ArchTest
  static final ArchRule theAppAsksTheServiceAboutDiffusion =
      classes()
          .that()
          .resideInAPackage("zoetrope.app..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("zoetrope..")
                  .or(
                      resideInAnyPackage(
                          "zoetrope.app..",
                          "zoetrope.core..",
                          "zoetrope.story..",
                          "zoetrope.service..",
                          "zoetrope.film..",
                          "zoetrope.media..",
                          // how models describe themselves
                          "zoetrope.diffusion.card..",
                          "zoetrope.diffusion.tuning..")));

  /** Screens may know how models describe themselves, so that is data and nothing else. */
  @ArchTest
  static final ArchRule cardsAndTuningsAreData =
      classes()
          .that()
          .resideInAnyPackage("zoetrope.diffusion.card..", "zoetrope.diffusion.tuning..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify.annotations..",
                  "zoetrope.diffusion.card..",
                  "zoetrope.diffusion.tuning.."));

  /** View models need javafx.base only, so they are tested without a toolkit. */
  @ArchTest
  static final ArchRule viewModelsKnowNoScreen =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.app..")
          .and()
          .haveNameMatching(".*Model(\\$.*)?")
          .should()
          .dependOnClassesThat(describe("put something on a screen", LayeringTest::screen));

  /** What shows the story asks a view model to change it. */
  @ArchTest
  static final ArchRule viewsMakeNoEdits =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.app..")
          .and(
              describe(
                  "put something on a screen",
                  type ->
                      type.getDirectDependenciesFromSelf().stream()
                          .anyMatch(d -> screen(d.getTargetClass()))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("zoetrope.story.edit..");

  /** Rules of editing follow from the document alone. */
  @ArchTest
  static final ArchRule editingIsPure =
      classes()
          .that()
          .resideInAPackage("zoetrope.story.edit..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java.lang..",
                  "java.text..",
                  "java.util..",
                  "zoetrope.core..",
                  "org.jspecify.annotations..",
                  "zoetrope.story",
                  "zoetrope.story.document..",
                  "zoetrope.story.edit..",
                  "zoetrope.story.motion..",
                  "zoetrope.story.timeline.."));

  @ArchTest
  static final ArchRule onlyTheRuntimeKnowsOnnxRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.diffusion.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule onlyTheGraphKnowsOnnx =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.diffusion.graph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnx.proto..");

  @ArchTest
  static final ArchRule onlyMediaKnowsFfmpeg =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule onlyTheStoreKnowsSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("zoetrope.story.store..", "zoetrope.service.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule coreKnowsNobody =
      classes()
          .that()
          .resideInAPackage("zoetrope.core..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("zoetrope..").or(resideInAnyPackage("zoetrope.core..")));

  @ArchTest
  static final ArchRule c2paKnowsNobody =
      classes()
          .that()
          .resideInAPackage("zoetrope.c2pa..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("zoetrope..").or(resideInAnyPackage("zoetrope.c2pa..")));

  @ArchTest
  static final ArchRule storyKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.story..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "zoetrope.diffusion..", "zoetrope.media..", "zoetrope.film..", "zoetrope.service..");

  @ArchTest
  static final ArchRule diffusionKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.diffusion..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "zoetrope.story..", "zoetrope.media..", "zoetrope.film..", "zoetrope.service..");

  @ArchTest
  static final ArchRule mediaKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "zoetrope.story..", "zoetrope.diffusion..", "zoetrope.film..", "zoetrope.service..");

  @ArchTest
  static final ArchRule filmKnowsTheDocumentAndMedia =
      classes()
          .that()
          .resideInAPackage("zoetrope.film..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("zoetrope..")
                  .or(
                      resideInAnyPackage(
                          "zoetrope.core..",
                          "zoetrope.film..",
                          "zoetrope.media",
                          "zoetrope.media.sound",
                          "zoetrope.story",
                          "zoetrope.story.document",
                          "zoetrope.story.timeline")));

  /** What a film shows and lets be heard follows from the document alone. */
  @ArchTest
  static final ArchRule evaluatingAFilmIsPure =
      classes()
          .that()
          .resideInAPackage("zoetrope.film.evaluate..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java.lang..",
                  "java.util..",
                  "org.jspecify.annotations..",
                  "zoetrope.core..",
                  "zoetrope.film.evaluate..",
                  "zoetrope.story.document..",
                  "zoetrope.story.timeline.."));

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package whose package-info says @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

  @ArchTest
  static final ArchRule noStaticState =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should(
              ArchCondition.from(
                  describe("be final and of a type that never changes", LayeringTest::fixed)));

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProgram =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.service.cli..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule exceptionsAreUnchecked =
      classes()
          .that()
          .areAssignableTo(Exception.class)
          .should()
          .beAssignableTo(RuntimeException.class);

  /** Nothing listens, and only what fetches models when asked may connect (docs/security.md). */
  @ArchTest
  static final ArchRule onlyModelsAreFetched =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.service.models..")
          .should()
          .dependOnClassesThat(describe("are about networks", LayeringTest::network))
          .orShould()
          .callMethod(java.net.URL.class, "openStream")
          .orShould()
          .callMethod(java.net.URL.class, "openConnection");

  @ArchTest
  static final ArchRule nothingListens =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "wait for strangers",
                  type ->
                      Set.of(
                              "java.net.ServerSocket",
                              "java.nio.channels.ServerSocketChannel",
                              "java.nio.channels.AsynchronousServerSocketChannel",
                              "com.sun.net.httpserver.HttpServer")
                          .contains(type.getName())));

  /** Names of places (URI, URL) are no network; JavaFX wants them for its style sheets. */
  private static boolean network(JavaClass type) {
    String name = type.getName();
    return name.startsWith("java.net.http.")
        || name.startsWith("javax.net.")
        || name.startsWith("java.rmi.")
        || name.matches("java\\.net\\..*(Socket|Connection|InetAddress|Datagram|Proxy).*")
        || name.matches("java\\.nio\\.channels\\..*(Socket|Datagram|Network|Multicast).*");
  }

  private static boolean screen(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("javafx.scene")
        || name.startsWith("javafx.stage")
        || name.startsWith("javafx.application")
        || name.startsWith("javafx.animation");
  }

  private static boolean fixed(JavaField field) {
    return field.getModifiers().contains(JavaModifier.FINAL)
        && (fixed(field.getRawType()) || privateTable(field));
  }

  private static boolean fixed(JavaClass type) {
    return type.isPrimitive()
        || type.isEnum()
        || type.isRecord()
        || FIXED.contains(type.getName())
        || type.getPackageName().startsWith("zoetrope") && stateless(type);
  }

  private static boolean stateless(JavaClass type) {
    return type.getAllFields().stream()
        .allMatch(f -> f.getModifiers().contains(JavaModifier.STATIC));
  }

  /** Nobody else can write to a private array, and its class is the one to see that it does not. */
  private static boolean privateTable(JavaField field) {
    return field.getModifiers().contains(JavaModifier.PRIVATE)
        && field.getRawType().isArray()
        && fixed(field.getRawType().getComponentType());
  }
}
