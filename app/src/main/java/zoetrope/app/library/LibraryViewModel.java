package zoetrope.app.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.app.model.Workbench;
import zoetrope.story.MediaRef;
import zoetrope.story.StoryException;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.timeline.AudioClip;

/** What the story has: characters, pictures and sounds, where they are used, and their edits. */
final class LibraryViewModel {
  private final Workbench bench;

  LibraryViewModel(Workbench bench) {
    this.bench = bench;
  }

  private Story story() {
    return bench.story().story().get();
  }

  List<StoryCharacter> characters() {
    return story().characters();
  }

  Optional<StoryCharacter> character(String id) {
    return story().character(id);
  }

  /** In how many shots a character is. */
  long used(StoryCharacter c) {
    return story().shots().stream().filter(s -> ShotEdits.casts(s, c.id())).count();
  }

  /** Whether a character is in the selected shot. */
  boolean inShot(StoryCharacter c) {
    return bench.story().shot().get().filter(s -> ShotEdits.casts(s, c.id())).isPresent();
  }

  /** Pictures that shots begin or end with, each once. */
  List<MediaRef> frames() {
    return story().shots().stream()
        .flatMap(s -> Stream.of(s.firstFrame(), s.lastFrame()))
        .map(f -> f instanceof FrameSource.FromMedia(MediaRef ref) ? ref : null)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Sounds of the film, each once. */
  List<MediaRef> sounds() {
    return story().timeline().audio().stream().map(AudioClip::media).distinct().toList();
  }

  /** A picture is called after the shot that begins or ends with it. */
  Optional<String> name(MediaRef ref) {
    FrameSource wanted = new FrameSource.FromMedia(ref);
    for (Shot s : story().shots()) {
      if (s.firstFrame().equals(wanted)) {
        return Optional.of(bench.texts().get("library.frames.first", s.name()));
      }
      if (s.lastFrame().equals(wanted)) {
        return Optional.of(bench.texts().get("library.frames.last", s.name()));
      }
    }
    return Optional.empty();
  }

  /** Where a picture or sound is used, in words. */
  String used(MediaRef ref) {
    FrameSource wanted = new FrameSource.FromMedia(ref);
    long shots =
        story().shots().stream()
            .filter(s -> s.firstFrame().equals(wanted) || s.lastFrame().equals(wanted))
            .count();
    long sounds = story().timeline().audio().stream().filter(a -> a.media().equals(ref)).count();
    return sounds > 0
        ? bench.texts().get("library.usedsound", sounds)
        : bench.texts().get("library.used", shots);
  }

  /** Puts a character into the selected shot, or takes it out. */
  void toggle(String id) {
    bench
        .story()
        .editShot(s -> ShotEdits.casts(s, id) ? ShotEdits.leave(s, id) : ShotEdits.join(s, id));
  }

  /** Removes a character that no shot uses. */
  void remove(String id) {
    bench.story().apply(new Edit.RemoveCharacter(id));
  }

  /** Lets the selected shot begin with a picture or with the first frame of a video. */
  void firstFrame(Path file) {
    bench
        .background()
        .run(
            () -> {
              bench.bitmaps().read(file);
              return bench.story().store().media().put(file);
            },
            ref -> bench.story().editShot(s -> s.withFirstFrame(new FrameSource.FromMedia(ref))));
  }

  /** Says that a file is of no kind that a story takes. */
  void refuse(Path file) {
    failed("library.unknown", file);
  }

  /** Puts a file in the place of a missing one; only the same content will do. */
  void relink(MediaRef ref, Path file, Runnable then) {
    bench
        .background()
        .run(
            () -> bench.story().store().media().put(file),
            found -> {
              if (!found.sha256().equals(ref.sha256())) {
                failed("library.other", file);
              }
              bench.story().refresh();
              then.run();
            });
  }

  private void failed(String key, Path file) {
    bench.notices().failed(new StoryException(bench.texts().get(key, file.getFileName())));
  }
}
