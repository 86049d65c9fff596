package zoetrope.service.farm.slurm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zoetrope.service.farm.SchedulerCommand;
import zoetrope.service.farm.TaskState;
import zoetrope.service.render.RenderException;

/**
 * What Slurm says of jobs: {@code squeue} of those it has not finished, {@code sacct} of the others
 * where accounting is kept.
 */
final class SlurmQueue {
  /** Of a job that is no array's, in {@link #states}. */
  static final int ALONE = -1;

  private SlurmQueue() {}

  /**
   * States of a job's array tasks by their index. The queue keeps what has ended for some minutes
   * ({@code MinJobAge}); what is neither there nor in the accounting, Slurm has forgotten.
   *
   * @throws RenderException when Slurm does not answer, which says nothing about the job
   */
  static Map<Integer, TaskState> states(String job) {
    Map<Integer, TaskState> out = new TreeMap<>();
    SchedulerCommand.Said history =
        SchedulerCommand.run(
            List.of(
                "sacct",
                "--noheader",
                "--parsable2",
                "--allocations",
                "--format=JobID,State",
                "--jobs=" + job));
    if (history.code() == 0) {
      out.putAll(ofHistory(history.out()));
    }
    SchedulerCommand.Said queue =
        SchedulerCommand.run(
            List.of(
                "squeue",
                "--noheader",
                "--array",
                "--states=all",
                "--jobs=" + job,
                "--format=%K|%T|%r"));
    if (queue.code() == 0) {
      out.putAll(ofQueue(queue.out()));
    } else if (!forgotten(queue.err())) {
      throw new RenderException(
          "Slurm does not answer (%s); check slurmctld and SLURM_CONF"
              .formatted(queue.err().strip()));
    }
    return out;
  }

  /** {@code squeue} takes a job that it no longer knows for a mistake of who asks. */
  static boolean forgotten(String words) {
    return words.contains("Invalid job id");
  }

  /** Lines of {@code index|state|reason}. */
  static Map<Integer, TaskState> ofQueue(String text) {
    Map<Integer, TaskState> out = new TreeMap<>();
    text.lines()
        .map(l -> l.split("\\|", -1))
        .filter(f -> f.length >= 3)
        .forEach(f -> out.put(index(f[0]), never(f[2]) ? TaskState.CANCELLED : state(f[1])));
    return out;
  }

  /**
   * Lines of {@code job_index|state}; tasks that wait may be together in one, which tells nothing.
   */
  static Map<Integer, TaskState> ofHistory(String text) {
    Map<Integer, TaskState> out = new TreeMap<>();
    text.lines()
        .map(l -> l.split("\\|", -1))
        .filter(f -> f.length >= 2)
        .forEach(f -> out.put(index(f[0].replaceFirst("^[^_]*_?", "")), state(f[1])));
    return out;
  }

  private static boolean never(String reason) {
    return reason.contains("DependencyNeverSatisfied");
  }

  private static int index(String text) {
    return text.matches("\\d+") ? Integer.parseInt(text) : ALONE;
  }

  /** Slurm's job states (squeue(1)); what is new to us is taken as still running. */
  static TaskState state(String word) {
    return switch (word.strip().split("[ +]")[0]) {
      case "PENDING",
          "REQUEUED",
          "REQUEUE_FED",
          "REQUEUE_HOLD",
          "SPECIAL_EXIT",
          "SUSPENDED",
          "RESV_DEL_HOLD" ->
          TaskState.WAITING;
      case "COMPLETED" -> TaskState.DONE;
      case "FAILED",
          "TIMEOUT",
          "OUT_OF_MEMORY",
          "BOOT_FAIL",
          "DEADLINE",
          "NODE_FAIL",
          "PREEMPTED" ->
          TaskState.FAILED;
      case "CANCELLED", "REVOKED" -> TaskState.CANCELLED;
      default -> TaskState.RUNNING;
    };
  }
}
