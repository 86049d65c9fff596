package zoetrope.app.timeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import zoetrope.app.model.AsyncCache;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.TakeFrames;
import zoetrope.service.studio.Waveforms;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Shot;
import zoetrope.story.edit.ClipEdits;
import zoetrope.story.edit.MarkerEdits;
import zoetrope.story.edit.SoundEdits;
import zoetrope.story.edit.TimelineEdits;
import zoetrope.story.edit.TitleEdits;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** The timeline without its face: what is chosen, how far it is zoomed, and its edits. */
public final class TimelineModel {
  private static final long TITLE_LENGTH = 2L * Timeline.TICKS_PER_SECOND;
  private static final int THUMB = 44;

  /** Pictures a second of a clip's strip. */
  private static final double STRIP_RATE = 3;

  private static final long FADE = Timeline.TICKS_PER_SECOND / 2;

  private final Workbench bench;
  private final StoryModel story;
  private final ObjectProperty<Optional<String>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final DoubleProperty scale = new SimpleDoubleProperty(70);
  private final Snapping snapping = new Snapping(this);
  private final IntegerProperty changes = new SimpleIntegerProperty();
  private final AsyncCache<MediaRef, Waveforms.Waveform> waveforms;
  private final AsyncCache<Path, Bitmap> posters;
  private final AsyncCache<Path, List<Bitmap>> strips;

  public TimelineModel(Workbench bench) {
    this.bench = bench;
    story = bench.story();
    waveforms = new AsyncCache<>(bench.background(), this::changed);
    posters = new AsyncCache<>(bench.background(), this::changed);
    strips = new AsyncCache<>(bench.background(), this::changed);
    story.story().addListener((o, was, is) -> followStory());
    chosen.addListener((o, was, is) -> changed());
    scale.addListener((o, was, is) -> changed());
  }

  private void followStory() {
    if (chosen.get().isPresent() && !has(chosen.get().get())) {
      chosen.set(Optional.empty());
    }
    changed();
  }

  private boolean has(String id) {
    Timeline t = timeline();
    return pictures().clip(id).isPresent()
        || t.title(id).isPresent()
        || t.sound(id).isPresent()
        || t.marker(id).isPresent();
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  Timeline timeline() {
    return story.story().get().timeline();
  }

  /** The track that the film's pictures are cut on. */
  Track pictures() {
    return timeline().pictures();
  }

  /** The id of the clip, title, sound or marker that is chosen. */
  public ObjectProperty<Optional<String>> chosen() {
    return chosen;
  }

  /** Pixels a second. */
  public DoubleProperty scale() {
    return scale;
  }

  /** Where things snap while they are dragged. */
  Snapping snapping() {
    return snapping;
  }

  /** Counts up whenever something is to be drawn anew. */
  IntegerProperty changes() {
    return changes;
  }

  StoryModel story() {
    return story;
  }

  /** Chooses something; of a clip the shot is selected too. */
  void choose(Optional<String> id) {
    chosen.set(id);
    id.flatMap(pictures()::clip).ifPresent(c -> story.selectedShot().set(Optional.of(c.shotId())));
  }

  /** One frame of the film, in ticks. */
  long frame() {
    return story.story().get().format().fps().ticks(1);
  }

  /** The nearest begin of a frame. */
  long onFrame(long ticks) {
    var fps = story.story().get().format().fps();
    return fps.ticks(Math.max(0, fps.frameAt(ticks)));
  }

  /** How long the film is. */
  FilmLength length() {
    return story.story().get().length();
  }

  /** Where the last thing ends that lies on the timeline, past the film's end too; in ticks. */
  long extent() {
    return Math.max(length().end(), places().mapToLong(TimeRange::end).max().orElse(0));
  }

  /** The places of titles and sounds that the film's end cuts. */
  List<TimeRange> cut() {
    return places().filter(length()::cuts).toList();
  }

  private Stream<TimeRange> places() {
    return Stream.concat(
        timeline().titles().stream().map(Title::place),
        timeline().audio().stream().map(AudioClip::place));
  }

  /** Where a sound is heard; taken to be as long as its place until its file has been read. */
  Optional<TimeRange> heard(AudioClip sound) {
    long file =
        waveform(sound.media())
            .map(w -> Math.round(w.seconds() * Timeline.TICKS_PER_SECOND))
            .orElse(Long.MAX_VALUE);
    return sound.heard(length(), file);
  }

  /** A name that no other gesture has. */
  static String gesture() {
    return "timeline-" + UUID.randomUUID();
  }

  /** Cuts the clip under the play head in two. */
  public void split() {
    story.apply(ClipEdits.slice(story.playhead().get()));
  }

  /** Makes the clip under the play head begin, or end, there. */
  public void trimToPlayhead(boolean begin) {
    long at = story.playhead().get();
    story.apply(begin ? ClipEdits.rippleHeadAt(at) : ClipEdits.rippleTailAt(at));
  }

  /** Deletes what is chosen; what comes after a clip closes up. */
  public void delete() {
    chosen.get().map(TimelineEdits::remove).ifPresent(story::apply);
  }

  /** Moves the chosen clip before its neighbour, or behind it. */
  public void shift(int steps) {
    chosen
        .get()
        .flatMap(pictures()::clip)
        .map(c -> ClipEdits.rearrange(c.id(), Math.max(0, pictures().clips().indexOf(c) + steps)))
        .ifPresent(story::apply);
  }

  /** Slips the chosen clip, or the one under the play head, by frames of its take. */
  public void slip(int frames) {
    chosen
        .get()
        .flatMap(pictures()::clip)
        .or(() -> pictures().at(story.playhead().get()))
        .map(c -> ClipEdits.slip(c.id(), frames * frame()))
        .ifPresent(story::apply);
  }

  /**
   * The clip whose begin transitions are set at: the chosen one, else the one under the play head.
   */
  public Optional<Clip> joint() {
    return chosen
        .get()
        .flatMap(pictures()::clip)
        .or(() -> pictures().at(story.playhead().get()))
        .filter(c -> pictures().clips().indexOf(c) > 0);
  }

  /** Lets the chosen clip follow the one before it so; half a second long at first. */
  public void enter(Transition.Kind kind) {
    joint()
        .ifPresent(
            c -> {
              long length = c.entry().duration() > 0 ? c.entry().duration() : FADE;
              Transition t =
                  kind == Transition.Kind.CUT ? Transition.CUT : new Transition(kind, length);
              story.apply(ClipEdits.transition(c.id(), t));
            });
  }

  /** Puts a title at the play head. */
  public void addTitle(String text) {
    long at = onFrame(story.playhead().get());
    Title t =
        new Title(
            TimelineEdits.freshId(story.story().get(), "title"),
            text,
            new TimeRange(at, at + TITLE_LENGTH),
            Title.Position.BOTTOM,
            Title.Style.HEADLINE);
    if (story.apply(TitleEdits.put(t))) {
      choose(Optional.of(t.id()));
    }
  }

  /** Puts a marker at the play head. */
  public void addMarker() {
    String id = TimelineEdits.freshId(story.story().get(), "marker");
    story.apply(MarkerEdits.put(new Marker(id, onFrame(story.playhead().get()), "")));
  }

  /** Sets how long the transition into a clip takes. */
  void transition(String clipId, long ticks, String gesture) {
    pictures()
        .clip(clipId)
        .map(c -> new Transition(c.entry().kind(), Math.max(1, ticks)))
        .ifPresent(t -> story.apply(ClipEdits.transition(clipId, t), gesture));
  }

  /** Changes a clip's own affairs. */
  void changeClip(String clipId, UnaryOperator<Clip> change, String gesture) {
    story.apply(ClipEdits.change(clipId, change), gesture);
  }

  /** Changes a title's words or looks. */
  void change(String titleId, UnaryOperator<Title> change, String gesture) {
    timeline().title(titleId).map(change).ifPresent(t -> story.apply(TitleEdits.put(t), gesture));
  }

  /** Sets a sound's gain in decibels and its fades in ticks. */
  void levels(String soundId, double gainDb, long fadeIn, long fadeOut, String gesture) {
    story.apply(SoundEdits.levels(soundId, gainDb, fadeIn, fadeOut), gesture);
  }

  /** Names a marker; a name that is too long is left. */
  void rename(String markerId, String name, String gesture) {
    if (name.length() <= Marker.MAX_NAME) {
      story.apply(MarkerEdits.rename(markerId, name), gesture);
    }
  }

  /** Copies a sound into the story and puts it at the play head, off the FX thread. */
  public void addSound(Path file) {
    long at = onFrame(story.playhead().get());
    bench
        .background()
        .run(
            () -> {
              Waveforms.Waveform w = Waveforms.of(file);
              MediaRef ref = story.store().media().put(file);
              return new Sound(ref, w);
            },
            s -> {
              waveforms.put(s.ref(), s.waveform());
              long length =
                  Math.max(1, (long) (s.waveform().seconds() * Timeline.TICKS_PER_SECOND));
              AudioClip a =
                  new AudioClip(
                      TimelineEdits.freshId(story.story().get(), "sound"),
                      s.ref(),
                      new TimeRange(at, at + length),
                      0,
                      0,
                      0,
                      Math.min(FADE, length));
              story.apply(SoundEdits.put(a));
              choose(Optional.of(a.id()));
            });
  }

  private record Sound(MediaRef ref, Waveforms.Waveform waveform) {}

  /** The waveform of a sound; empty while it is being read. */
  Optional<Waveforms.Waveform> waveform(MediaRef ref) {
    return waveforms
        .known(ref)
        .or(() -> story.file(ref).flatMap(f -> waveforms.get(ref, () -> Waveforms.of(f))));
  }

  /** What a clip is called, and whether its shot has no take. */
  String label(Clip c) {
    String name = story.story().get().shot(c.shotId()).map(Shot::name).orElse(c.shotId());
    String played = name + speed(c.speed());
    return story.picked(c.shotId()).isPresent()
        ? played
        : played + "  ·  " + bench.texts().get("timeline.notake");
  }

  /** In percent; nothing for a clip that plays as its take was made. */
  private static String speed(Speed s) {
    if (s.equals(Speed.NORMAL)) {
      return "";
    }
    long from = Math.round(s.from() * 100);
    long to = Math.round(s.to() * 100);
    return from == to ? "  ·  %d %%".formatted(from) : "  ·  %d–%d %%".formatted(from, to);
  }

  /** A picture of a shot's picked take; empty while it is being read or where there is none. */
  Optional<Bitmap> poster(String shotId) {
    return story
        .picked(shotId)
        .flatMap(t -> story.file(t, "poster"))
        .flatMap(f -> posters.get(f, () -> thumbnail(bench.bitmaps().read(f))));
  }

  /** What a shot's picked take shows at a time of its own; its poster until it is decoded. */
  Optional<Bitmap> thumb(String shotId, double seconds) {
    return story
        .picked(shotId)
        .flatMap(t -> story.file(t, "clip"))
        .flatMap(f -> strips.get(f, () -> strip(f)))
        .map(l -> l.get(Math.clamp((int) (seconds * STRIP_RATE), 0, l.size() - 1)))
        .or(() -> poster(shotId));
  }

  private List<Bitmap> strip(Path clip) {
    TakeFrames.Clip c = bench.frames().load(clip).join();
    int n = Math.max(1, (int) Math.ceil(c.frames() / c.rate() * STRIP_RATE));
    return IntStream.range(0, n).mapToObj(i -> thumbnail(c.at(i / STRIP_RATE))).toList();
  }

  private static Bitmap thumbnail(Bitmap b) {
    return b.scaled(THUMB * b.width() / b.height(), THUMB);
  }
}
