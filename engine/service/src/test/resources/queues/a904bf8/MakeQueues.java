import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import zoetrope.core.task.CancelToken;
import zoetrope.service.jobs.EngineLostException;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.JobRunner;
import zoetrope.service.jobs.Retries;
import zoetrope.service.jobs.StoryJobs;
import zoetrope.service.jobs.Work;
import zoetrope.service.render.RenderException;
import zoetrope.service.studio.ExportPreset;
import zoetrope.service.studio.ExportPresets;
import zoetrope.service.take.Staging;
import zoetrope.service.take.TakeFolder;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** Makes the two stories beside this file, with the classes of commit a904bf8 (see README.md). */
final class MakeQueues {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Retries AT_ONCE = new Retries(3, Duration.ZERO, Duration.ZERO);
  private static final Retries SLOWLY = new Retries(3, HOUR, HOUR);

  /** What each attempt of a piece of work comes to; work that is not here runs until cancelled. */
  private static final Map<Work, Consumer<Job>> ENDS = new ConcurrentHashMap<>();

  public static void main(String[] args) throws Exception {
    Path here = Path.of(args[0]);
    if (args[1].equals("closed")) {
      closed(story(here.resolve("Closed.zoetrope"), "Closed"));
    } else {
      killed(story(here.resolve("Killed.zoetrope"), "Killed"));
    }
  }

  private static Path story(Path folder, String title) throws IOException {
    Path text = Files.createTempFile("story", ".yaml");
    Files.writeString(
        text,
        """
        title: %s
        format: {aspect: "16:9", fps: 12, height: 144}
        shots:
          - {id: city, prompt: a city at night, duration: 8f, steps: 1, seed: 5}
          - {id: rain, prompt: 雨中的街道, duration: 8f, steps: 1, seed: 6}
          - {id: dawn, prompt: the sun comes up, duration: 8f, steps: 1, seed: 7}
        """
            .formatted(title));
    StoryStore.create(folder, new StoryYaml().read(text)).close();
    Files.delete(text);
    return folder;
  }

  private static StoryJobs open(Path story, Retries retries) {
    JobRunner runner = (job, progress, cancel) -> run(job, progress, cancel);
    return StoryJobs.open(story, runner, NOON, retries);
  }

  private static void run(Job job, JobProgress progress, CancelToken cancel) {
    progress.step(1, 4);
    Optional.ofNullable(ENDS.get(job.work()))
        .ifPresentOrElse(
            end -> end.accept(job),
            () -> {
              while (true) {
                cancel.check();
                pause();
              }
            });
  }

  private static void done(Job job) {}

  private static void full(Job job) {
    throw new RenderException("the disk is full; make room, then try again");
  }

  private static void lost(Job job) {
    throw new EngineLostException("the engine was killed (attempt %d)".formatted(begun(job)));
  }

  private static int begun(Job job) {
    return job.attempts().begun();
  }

  /** Every kind of job in every state, in a queue that was paused and closed. */
  private static void closed(Path story) throws Exception {
    try (StoryJobs jobs = open(story, AT_ONCE)) {
      end(jobs, take("city", 4, 7), MakeQueues::done, Job.State.DONE);
      end(jobs, take("rain", 1, -3), MakeQueues::full, Job.State.FAILED);
      end(jobs, take("dawn", 2, Long.MAX_VALUE), MakeQueues::lost, Job.State.FAILED);
      Job often = end(jobs, take("city", 2, 8), MakeQueues::full, Job.State.FAILED);
      for (int i = 2; i <= 6; i++) {
        int tries = i;
        jobs.retry(often.id());
        until(() -> begun(job(jobs, often)) == tries && job(jobs, often).state().over());
      }
      cancelled(jobs, take("rain", 3, 20));
      end(jobs, film("done.mp4", "youtube"), MakeQueues::done, Job.State.DONE);
      end(jobs, film("failed.mp4", "vertical"), MakeQueues::full, Job.State.FAILED);
      cancelled(jobs, film("cancelled.mp4", "square"));
      end(jobs, film("lost.webm", "webm"), MakeQueues::lost, Job.State.FAILED);
      end(jobs, film("betamax.bmx", "betamax"), MakeQueues::full, Job.State.FAILED);
      waiting(jobs);
    }
    ENDS.clear();
    // One that was lost a moment ago waits for its next attempt.
    try (StoryJobs jobs = open(story, SLOWLY)) {
      Work work = take("dawn", 1, 30);
      ENDS.put(work, MakeQueues::lost);
      Job first = jobs.submit(work, true);
      jobs.prioritise(first.id(), Job.Priority.HIGH);
      jobs.resume();
      until(() -> job(jobs, first).error().isPresent());
      jobs.pause();
    }
    try (StoryJobs jobs = open(story, SLOWLY)) {
      say(jobs);
    }
  }

  private static void waiting(StoryJobs jobs) {
    jobs.pause();
    jobs.submit(take("city", 64, 40), false);
    Job low = jobs.submit(take("rain", 1, 41), false);
    jobs.prioritise(low.id(), Job.Priority.LOW);
    Job high = jobs.submit(take("gone", 16, 0), false);
    jobs.prioritise(high.id(), Job.Priority.HIGH);
    for (ExportPreset p : ExportPresets.all()) {
      String ending = p.folder() ? "" : "." + p.extension();
      jobs.submit(film(p.name() + ending, p.name()), false);
      jobs.submit(film(p.name() + " en" + ending, p.labelled("AI-generated").name()), false);
    }
    ExportPreset phone = ExportPresets.named("vertical").orElseThrow();
    jobs.submit(film("中文.mp4", phone.labelled("AI 生成").name()), true);
    jobs.submit(film("odd.mp4", phone.labelled("+label:\"a\\b\" + {c}").name()), false);
    Job never = jobs.submit(film("never begun.gif", "gif"), false);
    jobs.cancel(never.id());
  }

  /** A model job and a film in the middle of their attempts when the program dies. */
  private static void killed(Path story) throws Exception {
    Work first = take("city", 1, 1);
    ENDS.put(first, MakeQueues::done);
    try (StoryJobs jobs = open(story, AT_ONCE)) {
      jobs.pause();
      jobs.submit(first, false);
      jobs.submit(take("rain", 2, 50), false);
      jobs.submit(film("half.mkv", "lossless"), false);
      jobs.submit(take("dawn", 1, 60), false);
    }
    StoryJobs jobs = open(story, AT_ONCE);
    jobs.resume();
    Job take = jobs.jobs().get(1);
    until(() -> running(jobs, take) && running(jobs, jobs.jobs().get(2)));
    TakeFolder half = Staging.ofJob(story, take.id()).of(50);
    half.begin("a question");
    half.save("a question", Map.of(0, new float[] {1, 2, 3}));
    say(jobs);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** What this version says of a queue, a line a job. */
  private static void say(StoryJobs jobs) {
    System.out.println("paused " + jobs.paused());
    for (Job j : jobs.jobs()) {
      System.out.println(
          String.join(
              "\t",
              j.id(),
              j.state().name(),
              j.priority().name(),
              begun(j) + " " + j.attempts().lost(),
              String.join("|", j.attempts().errors()),
              j.error().orElse(""),
              words(j.work())));
    }
  }

  private static String words(Work work) {
    return switch (work) {
      case Work.Generate g -> "take\t" + g.shotId() + "\t" + g.takes() + "\t" + g.seed();
      case Work.Export e -> "film\t" + e.file() + "\t" + e.preset();
    };
  }

  private static boolean running(StoryJobs jobs, Job j) {
    return job(jobs, j).state() == Job.State.RUNNING;
  }

  private static Work take(String shot, int takes, long seed) {
    return new Work.Generate(shot, takes, seed);
  }

  private static Work film(String name, String preset) {
    return new Work.Export(Path.of("/films", name), preset);
  }

  private static Job end(StoryJobs jobs, Work work, Consumer<Job> how, Job.State state) {
    ENDS.put(work, how);
    Job job = jobs.submit(work, false);
    until(() -> job(jobs, job).state() == state);
    return job;
  }

  private static void cancelled(StoryJobs jobs, Work work) {
    Job job = jobs.submit(work, false);
    until(() -> running(jobs, job));
    jobs.cancel(job.id());
    until(() -> job(jobs, job).state() == Job.State.CANCELLED);
  }

  private static Job job(StoryJobs jobs, Job job) {
    return jobs.jobs().stream().filter(j -> j.id().equals(job.id())).findFirst().orElseThrow();
  }

  private static void until(BooleanSupplier what) {
    while (!what.getAsBoolean()) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
