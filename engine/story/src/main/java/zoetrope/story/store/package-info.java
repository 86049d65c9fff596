/**
 * Keeps a story in its folder. Every edit is one command in one transaction, so there is nothing to
 * save; the command log is undo and redo and outlives the process. Several processes may hold one
 * story: each edit starts from what the others committed.
 */
@NullMarked
package zoetrope.story.store;

import org.jspecify.annotations.NullMarked;
