/**
 * Measures what becomes of a user's photos in a film, on any folder of photos: what stands still,
 * what the camera sees, what a brushed object leaves behind, and how well a brush finds the object.
 * The films are made as {@code render} makes them.
 */
@NullMarked
package zoetrope.service.eval.photo;

import org.jspecify.annotations.NullMarked;
