package zoetrope.service.farm.slurm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.service.farm.WorkerCommand;

/**
 * The batch scripts. A worker that was killed, or whose machine died, is put into the queue again
 * three times; one that says what is wrong with the story is not, since it would say it again.
 */
final class SlurmScripts {
  /** Exit codes of the command line that another try does not change: wrong usage, bad input. */
  private static final String FINAL = "0|2|3";

  private static final int TRIES = 3;

  /** Above it a shell counts the signals that ended a program, which could not say why. */
  private static final int SIGNAL = 128;

  private SlurmScripts() {}

  /** Runs one task of the array. */
  static String task(List<String> worker, String snapshot) {
    return script(worker, "task", snapshot, "--task \"$SLURM_ARRAY_TASK_ID\"", ARRAY_ID);
  }

  /** Binds the film. */
  static String assemble(List<String> worker, String snapshot) {
    return script(worker, "assemble", snapshot, "", "$SLURM_JOB_ID");
  }

  private static final String ARRAY_ID = "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}";

  private static String script(
      List<String> worker, String command, String snapshot, String rest, String job) {
    return """
    #!/bin/sh
    echo "zoetrope: on ${SLURMD_NODENAME:-?}, attempt $((${SLURM_RESTART_COUNT:-0} + 1))"
    %s %s
    code=$?
    case $code in %s) exit $code ;; esac
    if [ $code -gt %d ]; then
      %s %s --code=$code
    fi
    if [ "${SLURM_RESTART_COUNT:-0}" -lt %d ]; then
      echo "zoetrope: ended with $code, back into the queue"
      scontrol requeue "%s" && sleep 60
    fi
    exit $code
    """
        .formatted(
            farm(worker, command, snapshot),
            rest,
            FINAL,
            SIGNAL,
            farm(worker, "ended", snapshot),
            rest,
            TRIES,
            job);
  }

  private static String farm(List<String> worker, String command, String snapshot) {
    return Stream.concat(worker.stream(), Stream.of("farm", command, snapshot))
        .map(WorkerCommand::quoted)
        .collect(Collectors.joining(" "));
  }
}
