/**
 * From what the user drew to what a model understands: the guide (cut-outs and brushed regions
 * carried along their paths), the plate (pixels known from a first frame) and what must hold still.
 */
@NullMarked
package zoetrope.diffusion.adapter;

import org.jspecify.annotations.NullMarked;
