package zoetrope.service.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;

/** Names in prompts are said as what they stand for, and words are found back where they were. */
class SpokenPromptTest {
  private static final List<MediaRef> LOOK = List.of(new MediaRef("0".repeat(64), "png"));
  private static final List<StoryCharacter> CAST =
      List.of(
          new StoryCharacter("pip", "Pip", "a little penguin", LOOK),
          new StoryCharacter("pip-2", "Pippa", "", LOOK));

  private static SpokenPrompt spoken(String prompt) {
    return SpokenPrompt.of(prompt, CAST);
  }

  @Test
  void aNameIsSaidAsTheDescriptionOrAsTheNameItself() {
    assertThat(spoken("@pip and @Pip wait").text())
        .isEqualTo("a little penguin and a little penguin wait");
    assertThat(spoken("@pip-2走过草地").text()).isEqualTo("Pippa走过草地");
    assertThat(spoken("mail me@home").text()).isEqualTo("mail me@home");
  }

  @Test
  void ofNamesThatBeginAlikeTheLongerIsMeant() {
    assertThat(spoken("@Pippa meets @pip").text()).isEqualTo("Pippa meets a little penguin");
  }

  @Test
  void placesInTheTextAreThoseInThePromptAsItWasWritten() {
    SpokenPrompt p = spoken("@pip and @pip-2 at night");
    for (String word : List.of("and", "at", "night")) {
      int at = p.text().indexOf(word);
      int start = p.start(at);
      assertThat(p.written().substring(start, p.end(at + word.length()))).isEqualTo(word);
    }
    int inside = p.text().indexOf("penguin");
    assertThat(p.written().substring(p.start(inside), p.end(inside + 7))).isEqualTo("@pip");
  }
}
