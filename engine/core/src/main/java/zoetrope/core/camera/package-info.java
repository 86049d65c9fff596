/**
 * The camera's move over a shot, with one meaning for the canvas, the preview, the starter model,
 * point tracks and region drags.
 */
@NullMarked
package zoetrope.core.camera;

import org.jspecify.annotations.NullMarked;
