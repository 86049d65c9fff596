package zoetrope.service.farm.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import zoetrope.service.farm.TaskState;

class SlurmQueueTest {
  @Test
  void theQueueTellsEachTaskOfAnArray() {
    assertThat(
            SlurmQueue.ofQueue(
                """
                0|RUNNING|None
                1|PENDING|BeginTime
                12|COMPLETED|None
                3|OUT_OF_MEMORY|OutOfMemory
                """))
        .isEqualTo(
            Map.of(
                0, TaskState.RUNNING,
                1, TaskState.WAITING,
                12, TaskState.DONE,
                3, TaskState.FAILED));
  }

  @Test
  void aJobThatWaitsForWhatFailedWillNeverRun() {
    assertThat(SlurmQueue.ofQueue("N/A|PENDING|DependencyNeverSatisfied\n"))
        .isEqualTo(Map.of(SlurmQueue.ALONE, TaskState.CANCELLED));
  }

  /** As sacct of Slurm 22.05 with slurmdbd writes an array job. */
  @Test
  void accountingTellsWhatTheQueueHasForgotten() {
    assertThat(
            SlurmQueue.ofHistory(
                """
                1|COMPLETED
                1_0|COMPLETED
                1_1|FAILED
                1_2|REQUEUED
                1_3|CANCELLED by 0
                1_[4-9]|PENDING
                """))
        .isEqualTo(
            Map.of(
                SlurmQueue.ALONE,
                TaskState.WAITING,
                0,
                TaskState.DONE,
                1,
                TaskState.FAILED,
                2,
                TaskState.WAITING,
                3,
                TaskState.CANCELLED));
    assertThat(SlurmQueue.ofHistory("2|CANCELLED by 0\n"))
        .isEqualTo(Map.of(SlurmQueue.ALONE, TaskState.CANCELLED));
  }

  @Test
  void aStateNobodyKnowsIsNotTakenForAnEnd() {
    assertThat(SlurmQueue.state("STAGE_OUT")).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void aJobThatTheQueueHasForgottenIsNoSilenceOfSlurm() {
    assertThat(SlurmQueue.forgotten("slurm_load_jobs error: Invalid job id specified")).isTrue();
    assertThat(
            SlurmQueue.forgotten(
                "slurm_load_jobs error: Unable to contact slurm controller (connect failure)"))
        .isFalse();
  }
}
