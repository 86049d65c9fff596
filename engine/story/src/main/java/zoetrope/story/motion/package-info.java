/**
 * What moves in a shot and how: regions (a brushed mask, a box or a character), each following a
 * path of timed control points or pinned to its place, and the camera as a layer of its own.
 * Coordinates are fractions of the frame, (0, 0) at its top left and (1, 1) at its bottom right;
 * times are fractions of the shot.
 */
@NullMarked
package zoetrope.story.motion;

import org.jspecify.annotations.NullMarked;
