package zoetrope.app.inspector;

import java.util.List;
import zoetrope.app.model.StoryModel;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Shot;
import zoetrope.story.edit.ShotEdits;

/** Who is in the selected shot. */
final class CastViewModel {
  private final StoryModel story;

  CastViewModel(StoryModel story) {
    this.story = story;
  }

  /** The ids of its characters. */
  List<String> members() {
    return story.shot().get().map(Shot::cast).orElse(List.of()).stream()
        .map(Appearance::characterId)
        .toList();
  }

  /** Takes a character out, its path with it. */
  void leave(String id) {
    story.editShot(s -> ShotEdits.leave(s, id));
  }
}
