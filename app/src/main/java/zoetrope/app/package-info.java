/** Starts the desktop editor and wires its parts together. */
@NullMarked
package zoetrope.app;

import org.jspecify.annotations.NullMarked;
