/**
 * The starter model: a small DiT with an identity and a trajectory adapter
 * (docs/formats/starter-model.md).
 */
@NullMarked
package zoetrope.diffusion.model.starter;

import org.jspecify.annotations.NullMarked;
