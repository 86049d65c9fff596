/** A take on its way: made in a folder of its own, then kept by the story, exactly once. */
@NullMarked
package zoetrope.service.take;

import org.jspecify.annotations.NullMarked;
