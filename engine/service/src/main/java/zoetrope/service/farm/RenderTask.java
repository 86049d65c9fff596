package zoetrope.service.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;

/**
 * A part of a story that one machine can render without waiting for another: one take of a shot, or
 * all takes of a chain of shots of which each starts from the picked take before it.
 *
 * @param index from 0 in a row, as array jobs count
 * @param shots ids in their order
 * @param firstTake of each shot, counted from 0; added to the shot's seed
 * @param takes of each shot
 */
public record RenderTask(int index, List<String> shots, int firstTake, int takes) {
  public RenderTask {
    shots = List.copyOf(shots);
  }

  /**
   * Cuts a story into tasks.
   *
   * @param takes of each shot, instead of what the shots say
   */
  public static List<RenderTask> of(Story story, OptionalInt takes) {
    List<RenderTask> tasks = new ArrayList<>();
    for (List<Shot> chain : chains(story)) {
      List<String> ids = chain.stream().map(Shot::id).toList();
      int count = takes.orElse(chain.stream().mapToInt(s -> s.settings().takes()).max().orElse(1));
      if (chain.size() > 1) {
        tasks.add(new RenderTask(tasks.size(), ids, 0, count));
      } else {
        for (int take = 0; take < count; take++) {
          tasks.add(new RenderTask(tasks.size(), ids, take, 1));
        }
      }
    }
    return tasks;
  }

  private static List<List<Shot>> chains(Story story) {
    List<List<Shot>> chains = new ArrayList<>();
    for (Shot shot : story.shots()) {
      if (chains.isEmpty() || !(shot.firstFrame() instanceof FrameSource.PreviousShot)) {
        chains.add(new ArrayList<>());
      }
      chains.getLast().add(shot);
    }
    return chains;
  }

  /** For people. */
  public String words() {
    String what = "shot " + String.join(", ", shots);
    return takes == 1 ? what + " take " + (firstTake + 1) : what + ", " + takes + " takes";
  }
}
