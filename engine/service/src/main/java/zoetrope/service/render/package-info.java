/** From a story to takes and from takes to a film. */
@NullMarked
package zoetrope.service.render;

import org.jspecify.annotations.NullMarked;
