/** What does the work of a story's jobs: the engine behind one door, wherever it runs. */
@NullMarked
package zoetrope.service.engine;

import org.jspecify.annotations.NullMarked;
