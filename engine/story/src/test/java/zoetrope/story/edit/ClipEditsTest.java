package zoetrope.story.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static zoetrope.story.edit.EditStories.S;
import static zoetrope.story.edit.EditStories.clip;
import static zoetrope.story.edit.EditStories.clips;
import static zoetrope.story.edit.EditStories.cut;
import static zoetrope.story.edit.EditStories.end;
import static zoetrope.story.edit.EditStories.fade;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Transition;

class ClipEditsTest {
  private static final long FRAME = EditStories.FPS.ticks(1);
  private final Story film = EditStories.film();

  @Test
  void appendingShowsTheWholeShotAtTheEnd() {
    Story after = ClipEdits.append("a").applyTo(film);
    assertThat(cut(after)).containsExactly("a 0-2", "b 0-2", "c 0-1", "a 0-2");
    assertThat(end(after)).isEqualTo(end(film) + 2 * S);
  }

  @Test
  void appendingToAnEmptyFilmMakesItsTrack() {
    Story empty = EditStories.with(Timeline.EMPTY);
    assertThat(cut(ClipEdits.append("c").applyTo(empty))).containsExactly("c 0-1");
  }

  @Test
  void aSliceLeavesTheFilmAsItLooks() {
    Story after = ClipEdits.slice(S).applyTo(film);
    assertThat(cut(after)).containsExactly("a 0-1", "a 1-2", "b 0-2", "c 0-1");
    assertThat(end(after)).isEqualTo(end(film));
    assertThat(clip(after, "b").entry()).isEqualTo(fade(S / 2));
  }

  @Test
  void aFasterClipIsShorterAndWhatFollowsMovesUp() {
    Story after = ClipEdits.change("a", c -> c.with(Speed.of(2))).applyTo(film);
    assertThat(cut(after)).isEqualTo(cut(film));
    assertThat(end(after)).isEqualTo(end(film) - S);
    assertThat(clip(after, "b").entry()).isEqualTo(fade(S / 2));
    Story slow = ClipEdits.change("a", c -> c.with(Speed.of(.5))).applyTo(film);
    assertThat(end(slow)).isEqualTo(end(film) + 2 * S);
    assertThat(ClipEdits.change("a", c -> c.with(Speed.NORMAL)).applyTo(slow)).isEqualTo(film);
  }

  @Test
  void aTransitionIntoAClipThatGetsTooFastForItIsShortened() {
    Story after = ClipEdits.change("b", c -> c.with(Speed.of(10))).applyTo(film);
    assertThat(clip(after, "b").duration()).isEqualTo(S / 5);
    assertThat(clip(after, "b").entry()).isEqualTo(fade(S / 5));
  }

  @Test
  void aSlicedRampShowsEveryMomentWhenItDid() {
    Story ramped = ClipEdits.change("a", c -> c.with(new Speed(.5, 2))).applyTo(film);
    long cut = 20 * FRAME;
    Story after = ClipEdits.slice(cut).applyTo(ramped);
    assertThat(end(after)).isCloseTo(end(ramped), within(1L));
    Clip whole = clip(ramped, "a");
    Clip head = clips(after).getFirst();
    Clip tail = clips(after).get(1);
    for (long t = 0; t < whole.duration(); t += FRAME) {
      long shown = t < cut ? head.takeTicks(t) : tail.takeTicks(t - cut);
      assertThat(shown).isCloseTo(whole.takeTicks(t), within(2L));
    }
  }

  @Test
  void aClipThatPlaysFastIsTrimmedToAFrameOfTheFilm() {
    Story fast = ClipEdits.change("a", c -> c.with(Speed.of(4))).applyTo(film);
    Story after = ClipEdits.rippleTail("a", 0).applyTo(fast);
    assertThat(clip(after, "a").duration()).isEqualTo(FRAME);
    Story twice = ClipEdits.change("a", c -> c.with(Speed.of(2))).applyTo(film);
    Story trimmed = ClipEdits.rippleHeadAt(6 * FRAME).applyTo(twice);
    assertThat(clip(trimmed, "a").source().start()).isEqualTo(12 * FRAME);
  }

  @Test
  void aSliceAtAnEdgeOrBehindTheFilmDoesNothing() {
    assertThat(ClipEdits.slice(0).applyTo(film)).isEqualTo(film);
    assertThat(ClipEdits.slice(FRAME - 1).applyTo(film)).isEqualTo(film);
    assertThat(ClipEdits.slice(100 * S).applyTo(film)).isEqualTo(film);
  }

  @Test
  void aSliceWithinATransitionDoesNothing() {
    assertThat(ClipEdits.slice(7 * S / 4).applyTo(film)).isEqualTo(film);
    Story dip =
        ClipEdits.transition("b", new Transition(Transition.Kind.DIP_TO_BLACK, S)).applyTo(film);
    assertThat(ClipEdits.slice(3 * S / 2).applyTo(dip)).isEqualTo(dip);
    assertThat(ClipEdits.slice(5 * S / 2).applyTo(dip)).isEqualTo(dip);
    assertThat(cut(ClipEdits.slice(S).applyTo(dip))).startsWith("a 0-1", "a 1-2");
  }

  @Test
  void theSameSliceOfTheSameFilmIsTheSameFilm() {
    assertThat(ClipEdits.slice(S).applyTo(film)).isEqualTo(ClipEdits.slice(S).applyTo(film));
  }

  @Test
  void slicesOfSlicesAllHaveIdsOfTheirOwn() {
    Story after = film;
    for (long at = S / 4; at < 2 * S; at += S / 4) {
      after = ClipEdits.slice(at).applyTo(after);
    }
    assertThat(EditStories.clips(after)).extracting(Clip::id).doesNotHaveDuplicates().hasSize(8);
    assertThat(end(after)).isEqualTo(end(film));
  }

  @Test
  void aRippleOfTheHeadMovesWhatFollows() {
    Story after = ClipEdits.rippleHead("b", S).applyTo(film);
    assertThat(cut(after)).containsExactly("a 0-2", "b 1-2", "c 0-1");
    assertThat(end(after)).isEqualTo(end(film) - S);
  }

  @Test
  void aRippleKeepsAFrameAndStaysWithinTheTake() {
    assertThat(clip(ClipEdits.rippleHead("b", 9 * S).applyTo(film), "b").source().duration())
        .isEqualTo(FRAME);
    assertThat(clip(ClipEdits.rippleTail("b", 0).applyTo(film), "b").source().duration())
        .isEqualTo(FRAME);
    assertThat(cut(ClipEdits.rippleHead("b", -S).applyTo(film))).contains("b 0-2");
    assertThat(cut(ClipEdits.rippleTail("b", 9 * S).applyTo(film))).contains("b 0-2");
  }

  @Test
  void aClipThatBecomesTooShortShortensItsTransition() {
    Story after = ClipEdits.rippleTail("b", S / 4).applyTo(film);
    assertThat(clip(after, "b").entry()).isEqualTo(fade(S / 4));
  }

  @Test
  void aSlipShowsAnotherPieceInTheSamePlaceAsFarAsTheTakeHasIt() {
    Story trimmed = ClipEdits.rippleTail("b", S).applyTo(film);
    Story after = ClipEdits.slip("b", S / 4).applyTo(trimmed);
    assertThat(cut(after)).containsExactly("a 0-2", "b 0.25-1.25", "c 0-1");
    assertThat(after.timeline().pictures().placements())
        .isEqualTo(trimmed.timeline().pictures().placements());
    assertThat(cut(ClipEdits.slip("b", 9 * S).applyTo(trimmed))).contains("b 1-2");
    assertThat(cut(ClipEdits.slip("b", -9 * S).applyTo(trimmed))).contains("b 0-1");
    assertThat(ClipEdits.slip("a", S).applyTo(film)).as("it shows its whole take").isEqualTo(film);
  }

  @Test
  void theClipUnderATimeStartsOrEndsThere() {
    assertThat(cut(ClipEdits.rippleHeadAt(S).applyTo(film)))
        .containsExactly("a 1-2", "b 0-2", "c 0-1");
    assertThat(cut(ClipEdits.rippleTailAt(S).applyTo(film)))
        .containsExactly("a 0-1", "b 0-2", "c 0-1");
    assertThat(ClipEdits.rippleTailAt(0).applyTo(film)).isEqualTo(film);
    assertThat(ClipEdits.rippleHeadAt(50 * S).applyTo(film)).isEqualTo(film);
  }

  @Test
  void deletingClosesUpAndTheNewFirstClipStartsWithACut() {
    Story after = ClipEdits.rippleDelete("a").applyTo(film);
    assertThat(cut(after)).containsExactly("b 0-2", "c 0-1");
    assertThat(clip(after, "b").entry()).isEqualTo(Transition.CUT);
    assertThat(end(after)).isEqualTo(3 * S);
  }

  @Test
  void rearrangingKeepsEveryClipAndHoldsTheIndex() {
    assertThat(cut(ClipEdits.rearrange("c", 0).applyTo(film)))
        .containsExactly("c 0-1", "a 0-2", "b 0-2");
    assertThat(cut(ClipEdits.rearrange("a", 99).applyTo(film)))
        .containsExactly("b 0-2", "c 0-1", "a 0-2");
    assertThat(ClipEdits.rearrange("gone", 0).applyTo(film)).isEqualTo(film);
  }

  @Test
  void aTransitionIsNoLongerThanWhatItJoins() {
    Story after = ClipEdits.transition("c", fade(9 * S)).applyTo(film);
    assertThat(clip(after, "c").entry()).isEqualTo(fade(S));
    assertThat(end(after)).isEqualTo(end(film) - S);
  }

  @Test
  void theFirstClipTakesNoTransition() {
    assertThat(ClipEdits.transition("a", fade(S)).applyTo(film)).isEqualTo(film);
  }

  @Test
  void whatIsNoClipStaysAsItIs() {
    for (Edit edit :
        List.of(ClipEdits.slice(S), ClipEdits.rippleDelete("b"), ClipEdits.append("a"))) {
      Story after = edit.applyTo(film);
      assertThat(after.shots()).isEqualTo(film.shots());
      assertThat(after.timeline().audio()).isEqualTo(film.timeline().audio());
      assertThat(after.timeline().titles()).isEqualTo(film.timeline().titles());
    }
  }
}
