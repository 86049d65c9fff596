package zoetrope.service.jobs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the queue should be: the simplest program that says so, without disk, threads or time. A
 * lost attempt is made again at once.
 */
final class ReferenceQueue {
  static final int MOST = 3;

  /** A job. */
  static final class Entry {
    final String id;
    Work work;
    Job.State state = Job.State.WAITING;
    Job.Priority priority = Job.Priority.NORMAL;
    int begun;
    int lost;
    int failures;

    Entry(String id, Work work) {
      this.id = id;
      this.work = work;
    }

    @Override
    public String toString() {
      return "%s %s %s %s begun %d lost %d failures %d"
          .formatted(id, work, state, priority, begun, lost, Math.min(failures, 5));
    }
  }

  final List<Entry> entries = new ArrayList<>();
  final Map<Work.Device, Entry> running = new EnumMap<>(Work.Device.class);
  boolean paused;

  /** As {@link Entry#toString} says it of a real job. */
  static String words(Job j) {
    return "%s %s %s %s begun %d lost %d failures %d"
        .formatted(
            j.id(),
            j.work(),
            j.state(),
            j.priority(),
            j.attempts().begun(),
            j.attempts().lost(),
            j.attempts().errors().size());
  }

  void submit(String id, Work work, boolean next) {
    int at = entries.size();
    for (int i = 0; next && i < entries.size(); i++) {
      if (entries.get(i).state == Job.State.WAITING) {
        at = i;
        break;
      }
    }
    entries.add(at, new Entry(id, work));
    settle();
  }

  void cancel(Entry e) {
    if (e.state == Job.State.WAITING || e.state == Job.State.RUNNING) {
      e.state = Job.State.CANCELLED;
      running.values().remove(e);
    }
    settle();
  }

  void retry(Entry e) {
    if (e.state == Job.State.FAILED || e.state == Job.State.CANCELLED) {
      e.state = Job.State.WAITING;
      e.lost = 0;
    }
    settle();
  }

  void remove(Entry e) {
    entries.remove(e);
    running.values().remove(e);
    settle();
  }

  void move(Entry e, int index) {
    if (e.state == Job.State.WAITING) {
      entries.remove(e);
      entries.add(Math.min(index, entries.size()), e);
    }
    settle();
  }

  void prioritise(Entry e, Job.Priority priority) {
    if (e.state == Job.State.WAITING) {
      e.priority = priority;
    }
    settle();
  }

  void replace(Entry e, Work work) {
    if (e.state == Job.State.WAITING) {
      e.work = work;
    }
    settle();
  }

  void pause(boolean pause) {
    paused = pause;
    settle();
  }

  void end(Work.Device device, GatedRunner.End how) {
    Entry e = running.remove(device);
    switch (how) {
      case DONE -> e.state = Job.State.DONE;
      case FAILED -> {
        e.state = Job.State.FAILED;
        e.failures++;
      }
      case LOST -> {
        e.failures++;
        e.lost++;
        e.state = e.lost >= MOST ? Job.State.FAILED : Job.State.WAITING;
      }
    }
    settle();
  }

  /** The program dies and starts again. */
  void crash() {
    running.values().forEach(e -> e.state = Job.State.WAITING);
    running.clear();
    settle();
  }

  private void settle() {
    for (Work.Device d : Work.Device.values()) {
      if (!paused && !running.containsKey(d)) {
        turn(d).ifPresent(e -> begin(d, e));
      }
    }
  }

  private Optional<Entry> turn(Work.Device device) {
    Optional<Entry> best = Optional.empty();
    for (Entry e : entries) {
      if (e.state == Job.State.WAITING
          && e.work.device().equals(Optional.of(device))
          && (best.isEmpty() || e.priority.compareTo(best.get().priority) > 0)) {
        best = Optional.of(e);
      }
    }
    return best;
  }

  private void begin(Work.Device device, Entry e) {
    e.state = Job.State.RUNNING;
    e.begun++;
    running.put(device, e);
  }
}
