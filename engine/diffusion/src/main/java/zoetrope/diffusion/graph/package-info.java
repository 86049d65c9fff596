/**
 * A small typed builder of ONNX graphs. Shapes are static and checked while a graph is built;
 * weights are initializers whose external data points into the checkpoint file itself, so a model
 * is never copied on disk.
 */
@NullMarked
package zoetrope.diffusion.graph;

import org.jspecify.annotations.NullMarked;
