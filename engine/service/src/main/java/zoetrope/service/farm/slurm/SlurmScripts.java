package zoetrope.service.farm.slurm;

import java.util.List;
import java.util.stream.Collectors;
import zoetrope.service.farm.WorkerCommand;

/**
 * The batch scripts. A worker that was killed, or whose machine died, is put into the queue again
 * three times; one that says what is wrong with the story is not, since it would say it again.
 */
final class SlurmScripts {
  /** Exit codes of the command line that another try does not change: wrong usage, bad input. */
  private static final String FINAL = "0|2|3";

  private static final int TRIES = 3;

  private SlurmScripts() {}

  /** Runs one task of the array. */
  static String task(List<String> worker, String snapshot) {
    return script(
        worker, List.of("farm", "task", snapshot), "--task \"$SLURM_ARRAY_TASK_ID\"", ARRAY_ID);
  }

  /** Binds the film. */
  static String assemble(List<String> worker, String snapshot) {
    return script(worker, List.of("farm", "assemble", snapshot), "", "$SLURM_JOB_ID");
  }

  private static final String ARRAY_ID = "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}";

  private static String script(
      List<String> worker, List<String> arguments, String rest, String job) {
    String command =
        java.util.stream.Stream.concat(worker.stream(), arguments.stream())
            .map(WorkerCommand::quoted)
            .collect(Collectors.joining(" "));
    return """
        #!/bin/sh
        echo "zoetrope: on ${SLURMD_NODENAME:-?}, attempt $((${SLURM_RESTART_COUNT:-0} + 1))"
        %s %s
        code=$?
        case $code in %s) exit $code ;; esac
        if [ "${SLURM_RESTART_COUNT:-0}" -lt %d ]; then
          echo "zoetrope: ended with $code, back into the queue"
          scontrol requeue "%s" && sleep 60
        fi
        exit $code
        """
        .formatted(command, rest, FINAL, TRIES, job);
  }
}
