/** A family of models that only tests have, to see that nothing asks which family a model is. */
@NullMarked
package zoetrope.service.families;

import org.jspecify.annotations.NullMarked;
