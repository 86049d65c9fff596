/** What a user may choose about how a model is sampled, as data that controls are made from. */
@NullMarked
package zoetrope.diffusion.tuning;

import org.jspecify.annotations.NullMarked;
