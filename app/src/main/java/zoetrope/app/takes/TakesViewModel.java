package zoetrope.app.takes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import zoetrope.app.model.Notices;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.ShotEdits;

/** The takes of the selected shot, best first, and what can be done with one. */
final class TakesViewModel {
  private final StoryModel story;
  private final Texts texts;
  private final Notices notices;

  TakesViewModel(StoryModel story, Texts texts, Notices notices) {
    this.story = story;
    this.texts = texts;
    this.notices = notices;
  }

  /** Best first. */
  List<Take> ranked() {
    return story.takes().stream()
        .sorted(
            Comparator.comparingDouble((Take t) -> t.scores().getOrDefault("combined", 0.0))
                .reversed())
        .toList();
  }

  /** Whether a take is the one in the film. */
  boolean picked(Take t) {
    return story.story().get().pick(t.shotId()).filter(t.id()::equals).isPresent();
  }

  /** Whom to compare a take with: the pick; the pick itself with the best of the others. */
  Optional<Take> rival(Take t) {
    List<Take> others = ranked().stream().filter(v -> !v.id().equals(t.id())).toList();
    return others.stream().filter(this::picked).findFirst().or(() -> others.stream().findFirst());
  }

  /** By its rank, and whether it is in the film. */
  String called(Take t) {
    List<String> ids = ranked().stream().map(Take::id).toList();
    String name = texts.get("takes.take", ids.indexOf(t.id()) + 1);
    return picked(t) ? name + " · " + texts.get("takes.picked") : name;
  }

  /** Puts a take into the film. */
  void pick(Take t) {
    story.apply(new Edit.PickTake(t.shotId(), t.id()));
  }

  /** Marks a take, or takes the mark away; no step of undo. */
  void star(Take t, boolean on) {
    story.store().star(t.id(), on);
    story.refresh();
  }

  /** Gives the shot back what a take was asked with, its seed included; its clips follow. */
  void reuse(Take t) {
    story.editShot(s -> ShotEdits.recall(s, t));
  }

  /** Deletes a take; it leaves the film first. */
  void discard(Take t) {
    if (picked(t)) {
      story.apply(new Edit.ClearPick(t.shotId()));
    }
    story.store().discard(t.id(), true);
    story.refresh();
    notices.done(texts.get("takes.deleted"));
  }
}
