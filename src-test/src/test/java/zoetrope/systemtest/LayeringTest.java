package zoetrope.systemtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom (docs/architecture.md). */
@AnalyzeClasses(packages = "zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  @ArchTest
  static final ArchRule onlyTheAppKnowsScreens =
      noClasses()
          .that()
          .resideOutsideOfPackage("zoetrope.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..");

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
  static final ArchRule storyKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.story..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("zoetrope.diffusion..", "zoetrope.media..", "zoetrope.service..");

  @ArchTest
  static final ArchRule diffusionKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.diffusion..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("zoetrope.story..", "zoetrope.media..", "zoetrope.service..");

  @ArchTest
  static final ArchRule mediaKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("zoetrope.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("zoetrope.story..", "zoetrope.diffusion..", "zoetrope.service..");

  @ArchTest
  static final ArchRule noCyclesInStory =
      slices().matching("zoetrope.story.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInDiffusion =
      slices().matching("zoetrope.diffusion.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInService =
      slices().matching("zoetrope.service.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule noStaticState = fields().that().areStatic().should().beFinal();

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
}
