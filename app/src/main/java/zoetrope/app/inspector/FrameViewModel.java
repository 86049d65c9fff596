package zoetrope.app.inspector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import zoetrope.app.model.Workbench;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;

/** Where the selected shot's first or last frame comes from. */
final class FrameViewModel {
  /** Which of the shot's frames. */
  enum End {
    FIRST(Wish.FIRST_FRAME, Source.values()) {
      @Override
      FrameSource of(Shot s) {
        return s.firstFrame();
      }

      @Override
      Shot with(Shot s, FrameSource v) {
        return s.withFirstFrame(v);
      }
    },
    LAST(Wish.LAST_FRAME, Source.NONE, Source.FILE) {
      @Override
      FrameSource of(Shot s) {
        return s.lastFrame();
      }

      @Override
      Shot with(Shot s, FrameSource v) {
        return s.withLastFrame(v);
      }
    };

    private final Wish wish;
    private final Set<Source> sources;

    End(Wish wish, Source... sources) {
      this.wish = wish;
      this.sources = Set.of(sources);
    }

    abstract FrameSource of(Shot s);

    abstract Shot with(Shot s, FrameSource v);
  }

  /** What can be chosen. */
  enum Source {
    NONE,
    FILE,
    PREVIOUS
  }

  private final Workbench bench;
  private final End end;

  FrameViewModel(Workbench bench, End end) {
    this.bench = bench;
    this.end = end;
  }

  /** The place's name in bundles and ids, such as {@code inspector.first}. */
  String key() {
    return "inspector." + end.name().toLowerCase(Locale.ROOT);
  }

  /** What can be chosen, in the order it is shown. */
  List<Source> sources() {
    List<Source> all = new ArrayList<>(List.of(Source.values()));
    all.retainAll(end.sources);
    return all;
  }

  /** What is chosen. */
  Source source() {
    return switch (frame()) {
      case FrameSource.None _ -> Source.NONE;
      case FrameSource.FromMedia _ -> Source.FILE;
      case FrameSource.PreviousShot _ -> Source.PREVIOUS;
    };
  }

  /** The limit that keeps the shot's model from being given the frame. */
  Optional<String> refusal() {
    return bench.story().shot().get().flatMap(s -> bench.abilities().refusal(s, end.wish));
  }

  /** The picture that was given, where the model can be given one. */
  Optional<MediaRef> picture() {
    return frame() instanceof FrameSource.FromMedia(MediaRef ref) && refusal().isEmpty()
        ? Optional.of(ref)
        : Optional.empty();
  }

  private FrameSource frame() {
    return bench.story().shot().get().map(end::of).orElseGet(FrameSource.None::new);
  }

  /** Leaves the frame to the model. */
  boolean none() {
    return set(new FrameSource.None());
  }

  /** Takes the last frame of the shot before; false where there is none. */
  boolean previous() {
    return set(new FrameSource.PreviousShot());
  }

  /** Takes a picture, or the first frame of a video, once it has been seen to be readable. */
  void take(Path chosen) {
    bench
        .background()
        .run(
            () -> {
              bench.bitmaps().read(chosen);
              return bench.story().store().media().put(chosen);
            },
            ref -> set(new FrameSource.FromMedia(ref)));
  }

  private boolean set(FrameSource v) {
    return bench.story().editShot(s -> end.with(s, v));
  }
}
