package zoetrope.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.Encoding;
import zoetrope.service.Eventually;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.take.Staging;
import zoetrope.story.store.StoryStore;

/** Queues that commit a904bf8 wrote (queues/a904bf8/README.md), opened by this version. */
class OldQueuesTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  /** What that version's presets meant. */
  private static final Map<String, ExportSettings> PRESETS =
      Map.of(
          "youtube", new ExportSettings(Encoding.MP4, new FrameSize.Fixed(1920, 1080)),
          "vertical", new ExportSettings(Encoding.MP4, new FrameSize.Fixed(1080, 1920)),
          "square", new ExportSettings(Encoding.MP4, new FrameSize.Fixed(1080, 1080)),
          "webm", new ExportSettings(Encoding.WEBM, FrameSize.STORY),
          "prores", new ExportSettings(Encoding.PRORES, FrameSize.STORY),
          "lossless", new ExportSettings(Encoding.LOSSLESS, FrameSize.STORY),
          "gif", new ExportSettings(Encoding.GIF, new FrameSize.OfStory(640)),
          "png", new ExportSettings(Encoding.PNG_SEQUENCE, FrameSize.STORY));

  @TempDir Path temp;

  /** As that version's words for it say: id, state, priority, attempts, errors, error, work. */
  private static List<String> said(String name) throws IOException {
    try (var in = OldQueuesTest.class.getResourceAsStream("/queues/a904bf8/" + name + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), "UTF-8")
          .lines()
          .skip(1)
          .map(OldQueuesTest::now)
          .toList();
    }
  }

  private static String now(String line) {
    String[] part = line.split("\t");
    Work work =
        part[6].equals("take")
            ? new Work.Generate(part[7], Integer.parseInt(part[8]), Long.parseLong(part[9]))
            : film(Path.of(part[7]), part[8]);
    return String.join("\t", List.of(part).subList(0, 6)) + "\t" + work;
  }

  private static Work film(Path file, String preset) {
    String[] part = preset.split("\\+label:", 2);
    ExportSettings settings = PRESETS.get(part[0]);
    if (settings == null) {
      String json = "{\"kind\":\"export\",\"version\":1,\"file\":\"%s\",\"preset\":\"%s\"}";
      return new Work.Unknown("export", json.formatted(file, preset));
    }
    Optional<CornerLabel> label =
        Stream.of(part)
            .skip(1)
            .map(words -> new CornerLabel(words, CornerLabel.Corner.BOTTOM_RIGHT))
            .findFirst();
    return new Work.Export(file, settings.labelled(label));
  }

  private static String words(Job j) {
    return String.join(
        "\t",
        j.id(),
        j.state().name(),
        j.priority().name(),
        j.attempts().begun() + " " + j.attempts().lost(),
        String.join("|", j.attempts().errors()),
        j.error().orElse(""),
        j.work().toString());
  }

  private Path copy(String name) throws IOException {
    Path from = Path.of("src/test/resources/queues/a904bf8", name + ".zoetrope");
    Path to = temp.resolve(name + ".zoetrope");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Path there = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(there);
        } else {
          Files.copy(p, there);
        }
      }
    }
    return to;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Closed", "Killed"})
  void everyJobIsTheSameWorkInTheSameStateAtTheSamePlace(String name) throws IOException {
    Path story = copy(name);
    try (JobTable table = JobTable.open(story)) {
      assertThat(table.warning()).isEmpty();
      assertThat(table.read().paused()).isEqualTo(name.equals("Closed"));
      assertThat(table.read().rows().stream().map(r -> words(r.job())))
          .containsExactlyElementsOf(said(name));
    }
    try (JobTable again = JobTable.open(story)) {
      assertThat(again.read().rows().stream().map(r -> words(r.job())))
          .as("from its new form")
          .containsExactlyElementsOf(said(name));
    }
    try (StoryStore store = StoryStore.open(story)) {
      assertThat(store.story().shots()).hasSize(3);
    }
  }

  @Test
  void whatRanWhenTheProgramDiedRunsAgainWithWhatItHadSaved() throws Exception {
    Path story = copy("Killed");
    GatedRunner runner = new GatedRunner();
    try (StoryJobs jobs = StoryJobs.open(story, runner, NOON, Retries.USUAL)) {
      Job take = jobs.jobs().get(1);
      Eventually.until(
          () ->
              runner.attempt(Work.Device.MODEL).isPresent()
                  && runner.attempt(Work.Device.FILM).isPresent());
      assertThat(runner.attempt(Work.Device.MODEL)).contains(take.id() + " 2");
      assertThat(runner.attempt(Work.Device.FILM)).contains(jobs.jobs().get(2).id() + " 2");
      assertThat(Staging.ofJob(story, take.id()).of(50).latents("a question")).containsOnlyKeys(0);
    }
  }

  @Test
  void aPresetThatDidNotExistIsKeptAndNeverRun() throws IOException {
    Path story = copy("Closed");
    try (StoryJobs jobs = StoryJobs.open(story, new GatedRunner(), NOON, Retries.USUAL)) {
      Job betamax =
          jobs.jobs().stream()
              .filter(j -> j.work() instanceof Work.Unknown)
              .findFirst()
              .orElseThrow();
      assertThat(betamax.state()).isEqualTo(Job.State.FAILED);
      jobs.retry(betamax.id());
      assertThat(jobs.jobs())
          .filteredOn(j -> j.id().equals(betamax.id()))
          .singleElement()
          .matches(j -> j.state() == Job.State.WAITING && !j.pending());
    }
  }

  @Test
  void nothingOfTheOldColumnsIsLeft() throws Exception {
    Path story = copy("Closed");
    JobTable.open(story).close();
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + story.resolve("jobs.db"));
        Statement s = c.createStatement()) {
      assertThat(list(s, "SELECT name FROM pragma_table_info('job')"))
          .containsExactly(
              "place",
              "id",
              "state",
              "work",
              "error",
              "ended",
              "priority",
              "begun",
              "lost",
              "errors");
      assertThat(list(s, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
          .containsExactlyInAnyOrder("job", "queue");
      assertThat(list(s, "SELECT work FROM job WHERE work LIKE '%+label:%'"))
          .as("only the film whose label says so")
          .hasSize(1);
    }
  }

  private static List<String> list(Statement s, String sql) throws Exception {
    List<String> all = new ArrayList<>();
    try (ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        all.add(r.getString(1));
      }
    }
    return all;
  }

  /** What is torn is seen before it is migrated, and what can be read of it is migrated. */
  @Test
  void aDamagedOldQueueIsRescuedAsAWholeOneIsMigrated() throws Exception {
    List<String> known = said("Closed");
    byte[] good =
        Files.readAllBytes(Path.of("src/test/resources/queues/a904bf8/Closed.zoetrope/jobs.db"));
    Random random = new Random(7);
    int damaged = 0;
    int saved = 0;
    for (int round = 0; round < 20; round++) {
      Path story = Files.createDirectory(temp.resolve("hurt-" + round));
      byte[] bad = good.clone();
      int page = 4096 * (1 + random.nextInt(good.length / 4096 - 1));
      Arrays.fill(bad, page, page + 4096, (byte) (random.nextBoolean() ? 0 : 0xA5));
      Files.write(story.resolve("jobs.db"), bad);
      try (JobTable table = JobTable.open(story)) {
        List<String> found = table.read().rows().stream().map(r -> words(r.job())).toList();
        Set<String> strangers = new HashSet<>(found);
        strangers.removeAll(Set.copyOf(known));
        assertThat(strangers).as("round " + round).isEmpty();
        if (table.warning().isPresent()) {
          assertThat(story.resolve("jobs-damaged-1.db")).exists();
          damaged++;
          saved += found.size();
        } else {
          assertThat(found).isEqualTo(known);
        }
      }
    }
    System.out.printf(
        "fault table: damaged job database of version 2: 20 rounds, %d seen as damaged, %d of %d"
            + " jobs of those read and migrated%n",
        damaged, saved, damaged * known.size());
    assertThat(damaged).isPositive();
    assertThat(saved).isPositive();
  }
}
