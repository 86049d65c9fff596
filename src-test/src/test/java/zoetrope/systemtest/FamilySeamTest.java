package zoetrope.systemtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nobody asks which family a model is (docs/decisions/0025-model-families.md): what a model can do,
 * it says itself.
 */
@AnalyzeClasses(packages = "zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
class FamilySeamTest {
  private static final Path ROOT = Path.of("..");

  /** The check of the engine against reference vectors, which are Wan's. */
  private static final String PARITY = "zoetrope.diffusion.parity..";

  @ArchTest static final ArchRule onlyItselfKnowsTheStarter = onlyItselfKnows("starter");

  @ArchTest static final ArchRule onlyItselfKnowsWan = onlyItselfKnows("wan");

  private static ArchRule onlyItselfKnows(String family) {
    String own = "zoetrope.diffusion.model." + family + "..";
    return noClasses()
        .that()
        .resideOutsideOfPackages(own, PARITY)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(own);
  }

  /** A document's default is data: which model a shot means that names none. */
  private static final Set<String> DOCUMENTS =
      Set.of("engine/story/src/main/java/zoetrope/story/document/ShotSettings.java");

  private static final Pattern ID = Pattern.compile("\"(starter|wan|flats)\"");

  /** {@code id.equals(SOMETHING)}, {@code model.equals("...")}: a comparison with a name. */
  private static final Pattern COMPARED =
      Pattern.compile("(family|model|id)(\\(\\))?\\.equals\\((\"|[A-Z])");

  @Test
  void noNameOfAFamilyStandsInTheSourcesOutsideItsPackage() throws IOException {
    assertThat(found(ID)).isEmpty();
  }

  @Test
  void noNameOfAModelIsComparedWithAConstant() throws IOException {
    assertThat(found(COMPARED)).isEmpty();
  }

  private static Map<String, Set<String>> found(Pattern pattern) throws IOException {
    Map<String, Set<String>> out = new TreeMap<>();
    try (Stream<Path> all = Files.walk(ROOT)) {
      for (Path file : all.filter(FamilySeamTest::looked).toList()) {
        Matcher m = pattern.matcher(Files.readString(file));
        while (m.find()) {
          out.computeIfAbsent(name(file), _ -> new TreeSet<>()).add(m.group());
        }
      }
    }
    return out;
  }

  private static boolean looked(Path file) {
    String name = name(file);
    return name.endsWith(".java")
        && name.contains("src/main/java/")
        && !name.contains("/model/starter/")
        && !name.contains("/model/wan/")
        && !name.contains("/diffusion/parity/")
        && !DOCUMENTS.contains(name);
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
