/** What the document, the models, the film and the studio share. */
@NullMarked
package zoetrope.core;

import org.jspecify.annotations.NullMarked;
