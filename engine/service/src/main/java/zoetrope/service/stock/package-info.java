/**
 * The pictures that come with the program, and who of them plays what a prompt names and no
 * character of its shot is.
 */
@NullMarked
package zoetrope.service.stock;

import org.jspecify.annotations.NullMarked;
