/** Architectures as graphs, and the pipelines that run them. */
@NullMarked
package zoetrope.diffusion.model;

import org.jspecify.annotations.NullMarked;
