/**
 * What a timeline means: which pictures, titles and sounds there are at each time of the film, and
 * how much of each. Pure; the only place where transitions, fades and gains are worked out.
 */
@NullMarked
package zoetrope.film.evaluate;

import org.jspecify.annotations.NullMarked;
