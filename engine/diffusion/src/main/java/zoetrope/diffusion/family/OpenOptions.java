package zoetrope.diffusion.family;

import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Where and how exactly a model is run.
 *
 * @param runtime the user's device; families that are made for the CPU may stay there
 * @param precision int8 for where it fits into memory
 */
public record OpenOptions(Runtime runtime, Precision precision, ClipLimits limits) {}
