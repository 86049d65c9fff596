package zoetrope.story.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static zoetrope.story.edit.EditStories.S;
import static zoetrope.story.edit.EditStories.cut;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

class TimelineEditsTest {
  private static final long FRAME = EditStories.FPS.ticks(1);
  private static final MediaRef MUSIC = new MediaRef("3".repeat(64), "ogg");

  private final Title title =
      new Title("t", "Hello", new TimeRange(S, 2 * S), Title.Position.BOTTOM, Title.Style.CAPTION);
  private final AudioClip sound =
      new AudioClip("s", MUSIC, new TimeRange(S, 3 * S), S / 2, -6, S / 4, S);
  private final Marker marker = new Marker("m", S, "here");
  private final Story film =
      MarkerEdits.put(marker)
          .applyTo(
              SoundEdits.put(sound).applyTo(TitleEdits.put(title).applyTo(EditStories.film())));

  private Title title(Story s) {
    return s.timeline().title("t").orElseThrow();
  }

  private AudioClip sound(Story s) {
    return s.timeline().sound("s").orElseThrow();
  }

  @Test
  void whatHasTheIdIsOverwrittenAndTitlesLieInOrder() {
    Title first = new Title("t0", "0", new TimeRange(0, S), Title.Position.TOP, Title.Style.BAND);
    Story two = TitleEdits.put(first).applyTo(film);
    assertThat(two.timeline().titles()).containsExactly(first, title);
    Story moved = TitleEdits.move(first, 3 * S).applyTo(two);
    assertThat(moved.timeline().titles()).extracting(Title::id).containsExactly("t", "t0");
  }

  @Test
  void aMovedTitleLastsAsLongAndNeverStartsBeforeTheFilm() {
    assertThat(title(TitleEdits.move(title, 5 * S).applyTo(film)).place())
        .isEqualTo(new TimeRange(5 * S, 6 * S));
    assertThat(title(TitleEdits.move(title, -S).applyTo(film)).place())
        .isEqualTo(new TimeRange(0, S));
  }

  @Test
  void aTrimmedTitleKeepsItsOtherEndAndAFrame() {
    assertThat(title(TitleEdits.trimHead(title, 3 * S / 2).applyTo(film)).place())
        .isEqualTo(new TimeRange(3 * S / 2, 2 * S));
    assertThat(title(TitleEdits.trimHead(title, 9 * S).applyTo(film)).place().duration())
        .isEqualTo(FRAME);
    assertThat(title(TitleEdits.trimTail(title, 0).applyTo(film)).place())
        .isEqualTo(new TimeRange(S, S + FRAME));
  }

  @Test
  void trimmingASoundsHeadLeavesTheRestWhereItIsHeard() {
    AudioClip cut = sound(SoundEdits.trimHead(sound, 3 * S / 2).applyTo(film));
    assertThat(cut.place()).isEqualTo(new TimeRange(3 * S / 2, 3 * S));
    assertThat(cut.sourceStart()).isEqualTo(S);
  }

  @Test
  void aSoundStartsNoEarlierThanItsFileHasIt() {
    AudioClip longer = sound(SoundEdits.trimHead(sound, 0).applyTo(film));
    assertThat(longer.place().start()).isEqualTo(S / 2);
    assertThat(longer.sourceStart()).isZero();
  }

  @Test
  void fadesThatNoLongerFitAreShortenedAndADragLeavesNoTrace() {
    Story small = SoundEdits.trimTail(sound, S + S / 2).applyTo(film);
    assertThat(sound(small).fadeIn()).isEqualTo(S / 4);
    assertThat(sound(small).fadeOut()).isEqualTo(S / 4);
    assertThat(SoundEdits.trimTail(sound, 3 * S).applyTo(small)).isEqualTo(film);
  }

  @Test
  void aMovedSoundIsTheSameSound() {
    AudioClip moved = sound(SoundEdits.move(sound, 0).applyTo(film));
    assertThat(moved.place()).isEqualTo(new TimeRange(0, 2 * S));
    assertThat(moved.sourceStart()).isEqualTo(sound.sourceStart());
  }

  @Test
  void levelsThatDoNotFitAreHeldToTheSound() {
    AudioClip now = sound(SoundEdits.levels("s", 3, 9 * S, 9 * S).applyTo(film));
    assertThat(now.gainDb()).isEqualTo(3);
    assertThat(now.fadeIn() + now.fadeOut()).isEqualTo(2 * S);
    assertThat(SoundEdits.levels("gone", 0, 0, 0).applyTo(film)).isEqualTo(film);
  }

  @Test
  void markersMoveAndAreNamed() {
    Story moved = MarkerEdits.move(marker, -S).applyTo(film);
    assertThat(moved.timeline().markers()).containsExactly(new Marker("m", 0, "here"));
    Story named = MarkerEdits.rename("m", "there").applyTo(film);
    assertThat(named.timeline().markers()).containsExactly(new Marker("m", S, "there"));
  }

  @Test
  void removingAClipClosesUpAndRemovingAnythingElseDoesNot() {
    assertThat(cut(TimelineEdits.remove("a").applyTo(film))).containsExactly("b 0-2", "c 0-1");
    for (String id : List.of("t", "s", "m")) {
      Story without = TimelineEdits.remove(id).applyTo(film);
      assertThat(cut(without)).isEqualTo(cut(film));
      assertThat(TimelineEdits.remove(id).applyTo(without)).isEqualTo(without);
    }
    assertThat(TimelineEdits.remove("t").applyTo(film).timeline().titles()).isEmpty();
    assertThat(TimelineEdits.remove("s").applyTo(film).timeline().audio()).isEmpty();
    assertThat(TimelineEdits.remove("m").applyTo(film).timeline().markers()).isEmpty();
  }

  @Test
  void aFreshIdIsNobodys() {
    assertThat(TimelineEdits.freshId(film, "title")).isEqualTo("title-1");
    Title one =
        new Title("title-1", "1", new TimeRange(0, S), Title.Position.TOP, Title.Style.BAND);
    assertThat(TimelineEdits.freshId(TitleEdits.put(one).applyTo(film), "title"))
        .isEqualTo("title-2");
  }
}
