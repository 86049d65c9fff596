package zoetrope.service.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import zoetrope.media.MediaFormat;
import zoetrope.service.Eventually;
import zoetrope.service.Installation;
import zoetrope.service.TinyStudio;
import zoetrope.service.engine.StoryRunner;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Retries;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.service.jobs.Work;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** An open story with its queue, as the studio has it, and the real engine in its own process. */
final class EngineBench implements AutoCloseable {
  /** Short waits, so that tests are quick. */
  static final Limits QUICK =
      new Limits(
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          Duration.ofMillis(800),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3),
          Duration.ofMillis(50),
          Duration.ofMillis(200));

  /** Tries again at once, up to three times. */
  static final Retries RETRIES = new Retries(3, Duration.ofMillis(50), Duration.ofMillis(200));

  final StoryStore store;
  final StoryJobs jobs;

  private EngineBench(StoryStore store, StoryJobs jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /** Makes a story of two short shots. */
  static Path story(Path folder, TinyStudio tiny) throws IOException {
    Path story = folder.resolve("Two.zoetrope");
    StoryStore.create(story, new StoryYaml(MediaFormat::media).read(tiny.story("two.yaml", "")))
        .close();
    return story;
  }

  /** A new story in a folder, with a tiny model. */
  static EngineBench fresh(Path folder) throws IOException {
    TinyStudio tiny = new TinyStudio(folder);
    return open(story(folder, tiny), launch(tiny.home()), QUICK, RETRIES);
  }

  /** Compiles Java less, which pays for engines that live a few seconds. */
  static EngineLaunch launch(Installation home) {
    return new EngineLaunch(home, List.of(), List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
  }

  /** The installation that {@link #fresh} makes in a folder. */
  static Installation home(Path folder) {
    return new Installation(folder.resolve("home"));
  }

  static EngineBench open(Path story, EngineLaunch launch, Limits limits, Retries retries) {
    StoryStore store = StoryStore.open(story);
    StoryRunner runner =
        new StoryRunner(store, new RemoteEngine(launch, limits, story, EndingWords::engine));
    return new EngineBench(store, StoryJobs.open(story, runner, Clock.systemUTC(), retries));
  }

  Job submit(String shot, int takes, long seed) {
    return jobs.submit(new Work.Generate(shot, takes, seed), false);
  }

  Job job(Job job) {
    return jobs.jobs().stream().filter(j -> j.id().equals(job.id())).findFirst().orElseThrow();
  }

  /** The job once nothing more happens to it. */
  Job over(Job job) {
    Eventually.until("the job to be over", Duration.ofMinutes(2), () -> job(job).state().over());
    return job(job);
  }

  /** Waits until a job has made steps. */
  void steps(Job job) {
    Eventually.until(
        "steps", Duration.ofMinutes(1), () -> job(job).done() > 0 || job(job).state().over());
  }

  List<Long> seeds(String shot) {
    return store.takes(shot).stream().map(Take::seed).sorted().toList();
  }

  /** Lets a process run for a while, before something happens to it. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Engines that this process started, or those it started. */
  /** Who looks at this process's engines has them to itself. */
  static final String ENGINES = "engines of this process";

  static List<ProcessHandle> engines() {
    return engines(ProcessHandle.current().descendants());
  }

  static List<ProcessHandle> engines(Stream<ProcessHandle> among) {
    return among
        .filter(ProcessHandle::isAlive)
        .filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains("engine"))
        .toList();
  }

  static void signal(String name, ProcessHandle to) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor();
  }

  @Override
  public void close() {
    jobs.close();
    store.close();
  }
}
