package zoetrope.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/** What a test needs is said by its tags, so that {@code -Dgroups=unit} means what it says. */
class TagsTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private static JavaClasses tests;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> modules =
        Stream.concat(
            Stream.of(HOME.resolve("app"), HOME.resolve("src-test")),
            Files.list(HOME.resolve("engine")))) {
      List<Path> folders =
          modules
              .map(module -> module.resolve("target/test-classes"))
              .filter(Files::isDirectory)
              .toList();
      tests = new ClassFileImporter().importPaths(folders);
    }
    assertThat(tests).hasSizeGreaterThan(300);
  }

  @Test
  void testsThatStartProgramsAreTaggedProcess() {
    assertThat(untagged("process", TagsTest::startsPrograms)).isEmpty();
  }

  @Test
  void testsThatNeedAWindowAreTaggedUi() {
    assertThat(untagged("ui", TagsTest::hasWindows)).isEmpty();
  }

  @Test
  void thereAreNoOtherTags() {
    Set<String> found = new HashSet<>();
    tests.forEach(
        type ->
            Stream.concat(Stream.of(type), type.getMethods().stream())
                .forEach(place -> found.addAll(tags(place))));
    assertThat(found).containsExactlyInAnyOrder("process", "slow", "ui");
  }

  /** Test classes that reach a type, directly or through helpers, without the tag anywhere. */
  private static List<String> untagged(String tag, Predicate<JavaClass> needed) {
    return tests.stream()
        .filter(type -> type.getSimpleName().endsWith("Test"))
        .filter(type -> reaches(type, needed))
        .filter(
            type ->
                Stream.concat(Stream.of(type), type.getMethods().stream())
                    .noneMatch(place -> tags(place).contains(tag)))
        .map(JavaClass::getName)
        .toList();
  }

  private static boolean startsPrograms(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().getName().equals("java.lang.ProcessBuilder")
                    && call.getName().equals("start"));
  }

  private static boolean hasWindows(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> d.getTargetClass().getName().equals("javafx.stage.Stage"));
  }

  private static boolean reaches(JavaClass from, Predicate<JavaClass> needed) {
    Set<JavaClass> seen = new HashSet<>();
    Set<JavaClass> edge = Set.of(from);
    while (!edge.isEmpty()) {
      if (edge.stream().anyMatch(needed)) {
        return true;
      }
      seen.addAll(edge);
      edge =
          edge.stream()
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(Dependency::getTargetClass)
              .filter(type -> tests.contain(type.getName()) && !seen.contains(type))
              .filter(type -> !type.getSimpleName().endsWith("Test"))
              .collect(Collectors.toSet());
    }
    return false;
  }

  private static Set<String> tags(HasAnnotations<?> place) {
    Set<String> found = new HashSet<>();
    if (place.isAnnotatedWith(Tag.class)) {
      found.add(place.getAnnotationOfType(Tag.class).value());
    }
    if (place.isAnnotatedWith(Tags.class)) {
      for (Tag t : place.getAnnotationOfType(Tags.class).value()) {
        found.add(t.value());
      }
    }
    return found;
  }
}
