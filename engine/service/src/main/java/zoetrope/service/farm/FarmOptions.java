package zoetrope.service.farm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zoetrope.service.Installation;

/**
 * What a submission asks of the machines.
 *
 * @param home of this installation, for what runs here
 * @param worker starts the command line on a worker
 * @param partition or queue of the scheduler
 * @param gpus of a worker; empty leaves it to the model
 * @param memory of a worker in MiB
 * @param atOnce how many tasks may run at the same time
 * @param time longest time of a task, as the scheduler writes times
 */
public record FarmOptions(
    Installation home,
    List<String> worker,
    Optional<String> partition,
    OptionalInt gpus,
    OptionalInt memory,
    OptionalInt atOnce,
    Optional<String> time) {
  public FarmOptions {
    worker = List.copyOf(worker);
  }
}
