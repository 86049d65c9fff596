package zoetrope.service.jobs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import zoetrope.core.task.CancelToken;
import zoetrope.service.jobs.JobTable.Content;
import zoetrope.service.jobs.JobTable.Row;
import zoetrope.service.render.Failures;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.take.Staging;
import zoetrope.story.StoryException;

/**
 * The queue of a story folder, kept in a database of its own: what was asked for is on disk when
 * the call returns. One thread for each device works it off.
 */
public final class StoryJobs implements Jobs {
  /** The queue's database inside the story folder. */
  public static final String DATABASE = "jobs.db";

  private static final System.Logger LOG = System.getLogger(StoryJobs.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A job at work. */
  private record Current(String id, CancelToken cancel) {}

  private final Path folder;
  private final JobTable table;
  private final JobRunner runner;
  private final Clock clock;
  private final Retries retries;
  private final Announcer announcer = new Announcer(this::jobs);
  private final List<Thread> workers = new ArrayList<>();
  private final AtomicInteger working = new AtomicInteger();
  private final Map<Work.Device, Current> current = new EnumMap<>(Work.Device.class);

  /**
   * When a lost job may be tried again, by {@link System#nanoTime}: clocks that jump mean nothing.
   */
  private final Map<String, Long> due = new HashMap<>();

  private JobQueue line;
  private boolean paused;
  private boolean closed;

  private StoryJobs(
      Path folder,
      JobTable table,
      Content content,
      JobRunner runner,
      Clock clock,
      Retries retries) {
    this.folder = folder;
    this.table = table;
    this.runner = runner;
    this.clock = clock;
    this.retries = retries;
    line = new JobQueue(content.rows());
    paused = content.paused();
    for (Work.Device d : Work.Device.values()) {
      String name = "jobs-" + d.name().toLowerCase(java.util.Locale.ROOT);
      workers.add(Thread.ofPlatform().daemon().name(name).unstarted(() -> work(d)));
    }
    working.set(workers.size());
  }

  /**
   * Opens the queue of a story folder and goes on with it.
   *
   * @param runner belongs to the queue from now on and is closed with it
   * @throws StoryException when it cannot be kept there, or another window works it off already
   */
  public static StoryJobs open(Path folder, JobRunner runner) {
    return open(folder, runner, Clock.systemUTC(), Retries.USUAL);
  }

  /** The same with another clock and other waits. */
  public static StoryJobs open(Path folder, JobRunner runner, Clock clock, Retries retries) {
    JobTable table = JobTable.open(folder);
    try {
      Content found = table.read();
      Content now = new Content(JobQueue.recovered(found.rows(), clock.millis()), found.paused());
      if (!now.equals(found)) {
        table.write(now);
      }
      Staging.sweep(folder, now.rows().stream().map(r -> r.job().id()).collect(Collectors.toSet()));
      StoryJobs jobs = new StoryJobs(folder, table, now, runner, clock, retries);
      jobs.workers.forEach(Thread::start);
      return jobs;
    } catch (StoryException e) {
      table.close();
      throw e;
    }
  }

  /** What became of a damaged queue, where it was; in words for the user. */
  public Optional<String> warning() {
    return table.warning();
  }

  @Override
  public synchronized List<Job> jobs() {
    return line.jobs();
  }

  @Override
  public synchronized Job submit(Work work, boolean next) {
    Row added = Row.waiting(new Job("job-" + UUID.randomUUID(), work));
    keep(line.added(added, next), paused);
    return added.job();
  }

  @Override
  public synchronized void cancel(String id) {
    stop(id);
    change(id, Job.State.WAITING, r -> over(r.job(), Job.State.CANCELLED, Optional.empty()));
  }

  private synchronized void stop(String id) {
    current.values().stream().filter(c -> c.id().equals(id)).forEach(c -> c.cancel().cancel());
  }

  @Override
  public synchronized void retry(String id) {
    due.remove(id);
    UnaryOperator<Row> again = r -> Row.waiting(r.job().with(r.job().attempts().askedAgain()));
    change(id, Job.State.FAILED, again);
    change(id, Job.State.CANCELLED, again);
  }

  @Override
  public synchronized void remove(String id) {
    Optional<Row> row = line.find(id);
    if (row.isPresent()) {
      keep(line.without(id), paused);
      stop(id);
      if (row.get().job().state() != Job.State.RUNNING) {
        // What a running one has saved is taken away once it has stopped.
        Staging.ofJob(folder, id).clear();
      }
    }
  }

  @Override
  public synchronized void move(String id, int index) {
    line.find(id)
        .filter(r -> r.job().state() == Job.State.WAITING)
        .ifPresent(r -> keep(line.moved(r, index), paused));
  }

  @Override
  public synchronized boolean prioritise(String id, Job.Priority priority) {
    return change(id, Job.State.WAITING, r -> new Row(r.job().with(priority), r.ended()));
  }

  @Override
  public synchronized boolean replace(String id, Work work) {
    return change(id, Job.State.WAITING, r -> Row.waiting(r.job().with(work)));
  }

  @Override
  public synchronized void pause() {
    keep(line, true);
  }

  @Override
  public synchronized void resume() {
    keep(line, false);
  }

  @Override
  public synchronized boolean paused() {
    return paused;
  }

  @Override
  public AutoCloseable listen(Consumer<List<Job>> listener) {
    return announcer.listen(listener);
  }

  /** Changes a job that is in a state; false when it is not. */
  private synchronized boolean change(String id, Job.State in, UnaryOperator<Row> how) {
    Optional<Row> row = line.find(id).filter(r -> r.job().state() == in);
    row.ifPresent(r -> keep(line.with(how.apply(r)), paused));
    return row.isPresent();
  }

  /** Puts the queue on disk, and only then believes it. */
  private synchronized void keep(JobQueue next, boolean pause) {
    table.write(new Content(next.rows(), pause));
    line = next;
    paused = pause;
    notifyAll();
    announcer.changed();
  }

  private Row over(Job j, Job.State state, Optional<String> error) {
    return Row.over(j, state, error, clock.millis());
  }

  // What the workers do.

  private void work(Work.Device device) {
    try {
      for (Optional<Job> job = next(device); job.isPresent(); job = next(device)) {
        run(device, job.get());
      }
    } catch (InterruptedException _) {
      // Nobody else has this thread; who interrupts it wants it to end.
    } finally {
      if (working.decrementAndGet() == 0) {
        runner.close();
      }
    }
  }

  /** Waits for a job to begin; empty once the queue is closed. */
  private synchronized Optional<Job> next(Work.Device device) throws InterruptedException {
    while (!closed) {
      Optional<Row> row = paused ? Optional.empty() : first(device);
      long wait = row.map(r -> untilDue(r.job())).orElse(0L);
      if (row.isPresent() && wait <= 0) {
        return Optional.of(begin(device, row.get()));
      }
      wait(wait / 1_000_000 + (wait > 0 ? 1 : 0)); // 0: until something changes
    }
    return Optional.empty();
  }

  /** The job whose turn it is; of those that must still wait, the one that is due first. */
  private synchronized Optional<Row> first(Work.Device device) {
    Optional<Row> best = Optional.empty();
    for (Row r : line.rows()) {
      if (r.job().state() == Job.State.WAITING
          && r.job().work().device().equals(Optional.of(device))
          && (best.isEmpty() || before(r.job(), best.get().job()))) {
        best = Optional.of(r);
      }
    }
    return best;
  }

  private boolean before(Job a, Job b) {
    long wait = Math.max(0, untilDue(a));
    long other = Math.max(0, untilDue(b));
    return wait == other ? a.priority().compareTo(b.priority()) > 0 : wait < other;
  }

  private long untilDue(Job job) {
    Long at = due.get(job.id());
    return at == null ? 0 : at - System.nanoTime();
  }

  private synchronized Job begin(Work.Device device, Row row) {
    Job begun = row.job().in(Job.State.RUNNING).with(row.job().attempts().begin());
    due.remove(begun.id());
    current.put(device, new Current(begun.id(), new CancelToken()));
    keepAnyway(line.with(new Row(begun, 0)));
    return begun;
  }

  private void run(Work.Device device, Job job) {
    CancelToken cancel;
    synchronized (this) {
      cancel = java.util.Objects.requireNonNull(current.get(device)).cancel();
    }
    try {
      runner.run(job, new Meter(job.id()), cancel);
      end(device, job.id(), j -> over(j, Job.State.DONE, Optional.empty()));
    } catch (RuntimeException | Error e) {
      if (cancel.isCancelled()) {
        end(device, job.id(), this::cancelled);
      } else if (e instanceof EngineLostException) {
        LOG.log(
            System.Logger.Level.WARNING, "job {0} lost an attempt: {1}", job.id(), e.getMessage());
        end(device, job.id(), j -> lost(j, String.valueOf(e.getMessage())));
      } else {
        if (!Failures.expected(e)) {
          LOG.log(System.Logger.Level.ERROR, "job " + job.id() + " " + job.work(), e);
        }
        end(device, job.id(), j -> failed(j, Failures.words(e)));
      }
    }
  }

  /** Closing stops a job that nobody cancelled: it waits for the next time. */
  private Row cancelled(Job j) {
    return closed ? Row.waiting(j) : over(j, Job.State.CANCELLED, Optional.empty());
  }

  private Row failed(Job j, String error) {
    return over(j.with(j.attempts().failed(error, false)), Job.State.FAILED, Optional.of(error));
  }

  /** Tried again a little later, unless that was so often already. */
  private Row lost(Job j, String error) {
    Job counted = j.with(j.attempts().failed(error, true));
    int losses = counted.attempts().lost();
    if (losses >= retries.most()) {
      return over(counted, Job.State.FAILED, Optional.of(error));
    }
    due.put(j.id(), System.nanoTime() + retries.after(losses).toNanos());
    return new Row(counted.in(Job.State.WAITING).because(Optional.of(error)), 0);
  }

  private synchronized void end(
      Work.Device device, String id, java.util.function.Function<Job, Row> how) {
    current.remove(device);
    Optional<Row> row = line.find(id);
    if (row.isPresent()) {
      keepAnyway(line.with(how.apply(row.get().job())));
    } else {
      Staging.ofJob(folder, id).clear();
    }
  }

  /** The worker goes on when the disk refuses; what is lost then is only which jobs were over. */
  private synchronized void keepAnyway(JobQueue next) {
    try {
      keep(next, paused);
    } catch (StoryException e) {
      LOG.log(System.Logger.Level.WARNING, "the queue goes on without its file", e);
      line = next;
      notifyAll();
      announcer.changed();
    }
  }

  /** Hears of a job at work; progress is for the screen and never goes to the disk. */
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
      show(j -> j.at(part, left));
    }

    @Override
    public void preview(Bitmap picture) {
      show(j -> j.with(picture));
    }

    private void show(UnaryOperator<Job> change) {
      synchronized (StoryJobs.this) {
        Optional<Row> row = line.find(id).filter(r -> r.job().state() == Job.State.RUNNING);
        if (row.isPresent()) {
          line = line.with(new Row(change.apply(row.get().job()), 0));
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
      current.values().forEach(c -> c.cancel().cancel());
      notifyAll();
    }
    try {
      for (Thread worker : workers) {
        worker.join(PATIENCE);
      }
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
