/** Measures a model on characters it has never seen, and prints the table of the model card. */
@NullMarked
package zoetrope.service.eval;

import org.jspecify.annotations.NullMarked;
