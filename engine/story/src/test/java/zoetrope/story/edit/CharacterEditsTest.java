package zoetrope.story.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.Identifiers;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;

class CharacterEditsTest {
  private final Story film = EditStories.film();

  @Test
  void anIdIsMadeOfTheNameForPrompts() {
    assertThat(CharacterEdits.freshId(film, "Mrs. Élise  Fox")).isEqualTo("mrs-elise-fox");
    assertThat(CharacterEdits.freshId(film, "小狐狸")).isEqualTo("character");
    assertThat(CharacterEdits.freshId(film, "3 bears")).isEqualTo("character");
    Identifiers.require("id", CharacterEdits.freshId(film, "very long name ".repeat(9)));
  }

  @Test
  void aNameThatIsTakenGetsANumber() {
    assertThat(CharacterEdits.freshId(film, "Pip")).isEqualTo("pip-1");
    MediaRef look = new MediaRef("0".repeat(64), "png");
    Story two =
        new Edit.PutCharacter(new StoryCharacter("pip-1", "Pip", "", List.of(look))).applyTo(film);
    assertThat(CharacterEdits.freshId(two, "Pip")).isEqualTo("pip-2");
  }
}
