/** Work that takes its time: how it is cancelled. */
@NullMarked
package zoetrope.core.task;

import org.jspecify.annotations.NullMarked;
