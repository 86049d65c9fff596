package zoetrope.story.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.story.edit.EditStories.S;
import static zoetrope.story.edit.EditStories.clip;
import static zoetrope.story.edit.EditStories.cut;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.Take;
import zoetrope.story.motion.MotionTarget;
import zoetrope.story.motion.Point;
import zoetrope.story.timeline.Transition;

class ShotEditsTest {
  private final Story film = EditStories.film();
  private final Shot shot = EditStories.shot("a", 48);

  @Test
  void aShorterShotShortensItsClipsAndALongerOneShowsWhole() {
    assertThat(cut(ShotEdits.change("a", s -> s.withFrames(24)).applyTo(film)))
        .containsExactly("a 0-1", "b 0-2", "c 0-1");
    assertThat(cut(ShotEdits.change("a", s -> s.withFrames(72)).applyTo(film)))
        .containsExactly("a 0-3", "b 0-2", "c 0-1");
  }

  @Test
  void aClipThatShowsAPieceKeepsItAsFarAsThereIsOne() {
    Story pieces =
        EditStories.film(clip("a", 0, S, Transition.CUT), clip("a2", S, 2 * S, Transition.CUT));
    assertThat(cut(ShotEdits.change("a", s -> s.withFrames(36)).applyTo(pieces)))
        .containsExactly("a 0-1", "a 1-1.5");
    assertThat(cut(ShotEdits.change("a", s -> s.withFrames(12)).applyTo(pieces)))
        .containsExactly("a 0-0.5", "a 0-0.5");
  }

  @Test
  void anotherPromptLeavesTheFilmAlone() {
    Story after = ShotEdits.change("a", s -> s.withPrompt("the sea")).applyTo(film);
    assertThat(after.shot("a").orElseThrow().prompt()).isEqualTo("the sea");
    assertThat(after.timeline()).isEqualTo(film.timeline());
    assertThat(ShotEdits.change("gone", s -> s.withPrompt("x")).applyTo(film)).isEqualTo(film);
  }

  @Test
  void anAddedShotIsTheLastOfShotsAndFilm() {
    Story after = ShotEdits.add(EditStories.shot("d", 12)).applyTo(film);
    assertThat(after.shots()).extracting(Shot::id).containsExactly("a", "b", "c", "d");
    assertThat(cut(after)).endsWith("d 0-0.5");
  }

  @Test
  void aRemovedShotTakesAllItsClipsAlong() {
    Story twice = ClipEdits.append("a").applyTo(film);
    Story after = ShotEdits.remove("a").applyTo(twice);
    assertThat(after.shot("a")).isEmpty();
    assertThat(cut(after)).containsExactly("b 0-2", "c 0-1");
  }

  @Test
  void aCharacterThatLeavesTakesItsPathAlong() {
    Shot moved =
        MotionEdits.draw(
            shot,
            new MotionTarget.Character("pip"),
            List.of(new Point(.2, .5), new Point(.8, .5)),
            new Point(.5, .5));
    assertThat(moved.motion().regions()).hasSize(1);
    Shot left = ShotEdits.leave(moved, "pip");
    assertThat(left.cast()).isEmpty();
    assertThat(left.motion().regions()).isEmpty();
  }

  @Test
  void aCharacterJoinsOnce() {
    Shot two = ShotEdits.join(ShotEdits.join(shot, "fox"), "fox");
    assertThat(two.cast()).extracting(a -> a.characterId()).containsExactly("pip", "fox");
    assertThat(ShotEdits.casts(two, "fox")).isTrue();
  }

  @Test
  void aShotLikeAnotherHasItsWordsAndNotItsMotion() {
    Shot moved = MotionEdits.camera(shot, new zoetrope.story.motion.CameraMove(.2, 0, 1.2, 0));
    Shot like = ShotEdits.like(moved, "new", "New");
    assertThat(like.prompt()).isEqualTo(shot.prompt());
    assertThat(like.cast()).isEqualTo(shot.cast());
    assertThat(like.motion()).isEqualTo(zoetrope.story.motion.MotionPlan.NONE);
    assertThat(ShotEdits.copy(moved, "new", "New").motion()).isEqualTo(moved.motion());
  }

  @Test
  void anotherModelIsAskedAsItAdvises() {
    Shot other = ShotEdits.model(shot, "wan");
    assertThat(other.settings().steps()).isEqualTo(ShotSettings.AS_ADVISED);
    assertThat(other.settings().seed()).isEqualTo(shot.settings().seed());
  }

  @Test
  void recallingATakeRefitsTheClips() {
    Shot then = EditStories.shot("a", 24).withPrompt("the sea");
    Take take = new Take("t", "a", 99, then, Map.of(), Map.of(), java.time.Instant.EPOCH, false);
    Story after = ShotEdits.change("a", s -> ShotEdits.recall(s, take)).applyTo(film);
    Shot now = after.shot("a").orElseThrow();
    assertThat(now.prompt()).isEqualTo("the sea");
    assertThat(now.name()).isEqualTo("Shot a");
    assertThat(now.settings().seed().value()).isEqualTo(99);
    assertThat(now.settings().seed().locked()).isTrue();
    assertThat(cut(after)).containsExactly("a 0-1", "b 0-2", "c 0-1");
  }
}
