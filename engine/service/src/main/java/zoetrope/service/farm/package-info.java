/**
 * Rendering a story on more than one machine. A story is copied at submission ({@link
 * zoetrope.service.farm.Snapshot}), cut into tasks ({@link zoetrope.service.farm.RenderTask}) that
 * one worker contract does anywhere ({@link zoetrope.service.farm.FarmWorker}), and bound into a
 * film by one last task ({@link zoetrope.service.farm.FarmAssembly}). Who runs the tasks is a
 * {@link zoetrope.service.farm.RenderBackend}: there is no scheduler here.
 */
@NullMarked
package zoetrope.service.farm;

import org.jspecify.annotations.NullMarked;
