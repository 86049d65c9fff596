/**
 * Films as they are exported: {@code evaluate} says what is seen and heard at each time, {@code
 * picture} draws it, {@code sound} mixes it; here the result is written to a file.
 */
@NullMarked
package zoetrope.film;

import org.jspecify.annotations.NullMarked;
