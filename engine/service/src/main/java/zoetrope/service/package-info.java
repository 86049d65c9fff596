/**
 * Renders stories by asking the story, the diffusion engine and FFmpeg; the command line stands on
 * it.
 */
@NullMarked
package zoetrope.service;

import org.jspecify.annotations.NullMarked;
