/**
 * Judges generated takes: does the clip show the character it was asked for, where it was asked
 * for, with nothing else disturbed and without flicker? A {@link
 * zoetrope.diffusion.score.TakeScorer} looks only at the frames and at the question (reference,
 * path, swept mask), never at how the frames were made; its four scores are published measures,
 * each documented at its record in {@link zoetrope.diffusion.score.Score}, and {@link
 * zoetrope.diffusion.score.TakeRanking} puts the best take first.
 */
@NullMarked
package zoetrope.diffusion.score;

import org.jspecify.annotations.NullMarked;
