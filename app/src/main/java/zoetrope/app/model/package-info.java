/**
 * What the editor knows, as observable values without a single control: the open story, what is
 * selected, work in the background. All of it is used on the FX thread only, unless said otherwise.
 */
@NullMarked
package zoetrope.app.model;

import org.jspecify.annotations.NullMarked;
