package zoetrope.service.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.service.jobs.JobTable.Row;

/** The jobs in their order; every change gives a new one. */
record JobQueue(List<Row> rows) {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  JobQueue {
    rows = List.copyOf(rows);
  }

  /** After a start: what ran waits again, what was done is remembered for a day. */
  static List<Row> recovered(List<Row> rows, long now) {
    return rows.stream()
        .filter(r -> r.job().state() != Job.State.DONE || now - r.ended() < REMEMBERED.toMillis())
        .map(r -> r.job().state() == Job.State.RUNNING ? Row.waiting(r.job()) : r)
        .toList();
  }

  List<Job> jobs() {
    return rows.stream().map(Row::job).toList();
  }

  Optional<Row> find(String id) {
    return rows.stream().filter(r -> r.job().id().equals(id)).findFirst();
  }

  /** With a row in the place of the one of the same job. */
  JobQueue with(Row row) {
    return new JobQueue(
        rows.stream().map(r -> r.job().id().equals(row.job().id()) ? row : r).toList());
  }

  JobQueue without(String id) {
    return new JobQueue(rows.stream().filter(r -> !r.job().id().equals(id)).toList());
  }

  /** With a row as the last, or before all that wait. */
  JobQueue added(Row row, boolean next) {
    List<Row> list = new ArrayList<>(rows);
    list.add(next ? firstWaiting() : list.size(), row);
    return new JobQueue(list);
  }

  private int firstWaiting() {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).job().state() == Job.State.WAITING) {
        return i;
      }
    }
    return rows.size();
  }

  /** With a row at another place, counted from 0. */
  JobQueue moved(Row row, int index) {
    List<Row> list = new ArrayList<>(rows);
    list.remove(row);
    list.add(Math.clamp(index, 0, list.size()), row);
    return new JobQueue(list);
  }
}
