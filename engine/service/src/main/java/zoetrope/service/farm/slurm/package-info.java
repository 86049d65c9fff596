/** Slurm as the scheduler: tasks as an array job, the film as a job that depends on it. */
@NullMarked
package zoetrope.service.farm.slurm;

import org.jspecify.annotations.NullMarked;
