/**
 * Gets files from a server that speaks as the Hugging Face Hub does: resumed, in parallel, checked
 * by their hashes. Nothing lies under its final name before it is whole.
 */
@NullMarked
package zoetrope.service.models.download;

import org.jspecify.annotations.NullMarked;
