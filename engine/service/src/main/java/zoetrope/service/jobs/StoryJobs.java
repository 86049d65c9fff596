package zoetrope.service.jobs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.service.jobs.JobTable.Content;
import zoetrope.service.jobs.JobTable.Row;
import zoetrope.service.render.Failures;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.StoryException;

/**
 * The queue of a story folder, kept in a database of its own: what was asked for is on disk when
 * the call returns. One thread works it off.
 */
public final class StoryJobs implements Jobs {
  /** The queue's database inside the story folder. */
  public static final String DATABASE = "jobs.db";

  private static final System.Logger LOG = System.getLogger(StoryJobs.class.getName());
  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The job at work. */
  private record Current(String id, CancelToken cancel) {}

  private final JobTable table;
  private final JobRunner runner;
  private final Clock clock;
  private final Announcer announcer = new Announcer(this::jobs);
  private final Thread worker = Thread.ofPlatform().daemon().name("jobs").unstarted(this::work);
  private List<Row> rows;
  private boolean paused;
  private boolean closed;
  private Optional<Current> current = Optional.empty();

  private StoryJobs(JobTable table, Content content, JobRunner runner, Clock clock) {
    this.table = table;
    this.runner = runner;
    this.clock = clock;
    rows = content.rows();
    paused = content.paused();
  }

  /**
   * Opens the queue of a story folder and goes on with it.
   *
   * @param runner belongs to the queue from now on and is closed with it
   * @throws StoryException when it cannot be kept there, or another window works it off already
   */
  public static StoryJobs open(Path folder, JobRunner runner) {
    return open(folder, runner, Clock.systemUTC());
  }

  static StoryJobs open(Path folder, JobRunner runner, Clock clock) {
    JobTable table = JobTable.open(folder);
    try {
      Content found = table.read();
      Content now = new Content(recovered(found.rows(), clock.millis()), found.paused());
      if (!now.equals(found)) {
        table.write(now);
      }
      StoryJobs jobs = new StoryJobs(table, now, runner, clock);
      jobs.worker.start();
      return jobs;
    } catch (StoryException e) {
      table.close();
      throw e;
    }
  }

  private static List<Row> recovered(List<Row> rows, long now) {
    return rows.stream()
        .filter(r -> r.job().state() != Job.State.DONE || now - r.ended() < REMEMBERED.toMillis())
        .map(r -> r.job().state() == Job.State.RUNNING ? waiting(r.job()) : r)
        .toList();
  }

  @Override
  public synchronized List<Job> jobs() {
    return rows.stream().map(Row::job).toList();
  }

  @Override
  public synchronized Job submit(Work work, boolean next) {
    Row added = waiting(job("job-" + UUID.randomUUID(), work, Job.State.WAITING));
    List<Row> list = new ArrayList<>(rows);
    list.add(next ? firstWaiting() : list.size(), added);
    keep(list, paused);
    return added.job();
  }

  private int firstWaiting() {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).job().state() == Job.State.WAITING) {
        return i;
      }
    }
    return rows.size();
  }

  @Override
  public synchronized void cancel(String id) {
    current.filter(c -> c.id().equals(id)).ifPresent(c -> c.cancel().cancel());
    change(id, Job.State.WAITING, r -> over(r.job(), Job.State.CANCELLED, Optional.empty()));
  }

  @Override
  public synchronized void retry(String id) {
    change(id, Job.State.FAILED, r -> waiting(r.job()));
    change(id, Job.State.CANCELLED, r -> waiting(r.job()));
  }

  @Override
  public synchronized void remove(String id) {
    if (find(id).isPresent()) {
      keep(rows.stream().filter(r -> !r.job().id().equals(id)).toList(), paused);
      current.filter(c -> c.id().equals(id)).ifPresent(c -> c.cancel().cancel());
    }
  }

  @Override
  public synchronized void move(String id, int index) {
    Optional<Row> moved = find(id).filter(r -> r.job().state() == Job.State.WAITING);
    if (moved.isPresent()) {
      List<Row> list = new ArrayList<>(rows);
      list.remove(moved.get());
      list.add(Math.clamp(index, 0, list.size()), moved.get());
      keep(list, paused);
    }
  }

  @Override
  public synchronized boolean replace(String id, Work work) {
    return change(id, Job.State.WAITING, r -> waiting(job(id, work, Job.State.WAITING)));
  }

  @Override
  public synchronized void pause() {
    keep(rows, true);
  }

  @Override
  public synchronized void resume() {
    keep(rows, false);
  }

  @Override
  public synchronized boolean paused() {
    return paused;
  }

  @Override
  public AutoCloseable listen(Consumer<List<Job>> listener) {
    return announcer.listen(listener);
  }

  private synchronized Optional<Row> find(String id) {
    return rows.stream().filter(r -> r.job().id().equals(id)).findFirst();
  }

  /** Changes a job that is in a state; false when it is not. */
  private synchronized boolean change(String id, Job.State in, UnaryOperator<Row> how) {
    Optional<Row> row = find(id).filter(r -> r.job().state() == in);
    row.ifPresent(r -> keep(replaced(r, how.apply(r)), paused));
    return row.isPresent();
  }

  private synchronized List<Row> replaced(Row old, Row by) {
    return rows.stream().map(r -> r.equals(old) ? by : r).toList();
  }

  /** Puts the queue on disk, and only then believes it. */
  private synchronized void keep(List<Row> list, boolean pause) {
    table.write(new Content(list, pause));
    rows = List.copyOf(list);
    paused = pause;
    notifyAll();
    announcer.changed();
  }

  private static Job job(String id, Work work, Job.State state) {
    return new Job(id, work, state, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Row waiting(Job j) {
    return new Row(job(j.id(), j.work(), Job.State.WAITING), 0);
  }

  private Row over(Job j, Job.State state, Optional<String> error) {
    double done = state == Job.State.DONE ? 1 : j.done();
    return new Row(
        new Job(j.id(), j.work(), state, done, Optional.empty(), j.preview(), error),
        clock.millis());
  }

  // What the worker does.

  private void work() {
    try {
      for (Optional<Job> job = next(); job.isPresent(); job = next()) {
        run(job.get());
      }
    } catch (InterruptedException _) {
      // Nobody else has this thread; who interrupts it wants it to end.
    } finally {
      runner.close();
    }
  }

  /** Waits for a job to begin; empty once the queue is closed. */
  private synchronized Optional<Job> next() throws InterruptedException {
    while (!closed && (paused || firstWaiting() == rows.size())) {
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    Row row = rows.get(firstWaiting());
    Job begun = job(row.job().id(), row.job().work(), Job.State.RUNNING);
    current = Optional.of(new Current(begun.id(), new CancelToken()));
    keepAnyway(replaced(row, new Row(begun, 0)));
    return Optional.of(begun);
  }

  private void run(Job job) {
    CancelToken cancel = current.orElseThrow().cancel();
    try {
      runner.run(job, new Meter(job.id()), cancel);
      end(job.id(), Job.State.DONE, Optional.empty());
    } catch (RuntimeException | Error e) {
      if (cancel.isCancelled()) {
        end(job.id(), Job.State.CANCELLED, Optional.empty());
        return;
      }
      if (!Failures.expected(e)) {
        LOG.log(System.Logger.Level.ERROR, "job " + job.id() + " " + job.work(), e);
      }
      end(job.id(), Job.State.FAILED, Optional.of(Failures.words(e)));
    }
  }

  private synchronized void end(String id, Job.State state, Optional<String> error) {
    current = Optional.empty();
    // Closing stops a job that nobody cancelled: it waits for the next time.
    boolean put = closed && state == Job.State.CANCELLED;
    find(id)
        .ifPresent(
            r -> keepAnyway(replaced(r, put ? waiting(r.job()) : over(r.job(), state, error))));
  }

  /** The worker goes on when the disk refuses; what is lost then is only which jobs were over. */
  private synchronized void keepAnyway(List<Row> list) {
    try {
      keep(list, paused);
    } catch (StoryException e) {
      LOG.log(System.Logger.Level.WARNING, "the queue goes on without its file", e);
      rows = List.copyOf(list);
      announcer.changed();
    }
  }

  /** Hears of the job at work; progress is for the screen and never goes to the disk. */
  private final class Meter implements JobProgress {
    private final String id;
    private final Estimate estimate = new Estimate();

    Meter(String id) {
      this.id = id;
    }

    @Override
    public void step(int done, int total) {
      Optional<Duration> left = estimate.step(System.nanoTime(), done, total);
      double part = Math.clamp((double) done / Math.max(1, total), 0, 1);
      show(j -> new Job(j.id(), j.work(), j.state(), part, left, j.preview(), j.error()));
    }

    @Override
    public void preview(Bitmap picture) {
      show(
          j ->
              new Job(
                  j.id(),
                  j.work(),
                  j.state(),
                  j.done(),
                  j.left(),
                  Optional.of(picture),
                  j.error()));
    }

    private void show(UnaryOperator<Job> change) {
      synchronized (StoryJobs.this) {
        Optional<Row> row = find(id).filter(r -> r.job().state() == Job.State.RUNNING);
        if (row.isPresent()) {
          rows = replaced(row.get(), new Row(change.apply(row.get().job()), 0));
          announcer.changed();
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      current.ifPresent(c -> c.cancel().cancel());
      notifyAll();
    }
    try {
      worker.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      // Where a step would not end in time, its job is found running and waits the next time.
      table.close();
    }
    announcer.close();
  }
}
