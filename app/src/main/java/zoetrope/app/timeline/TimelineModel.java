package zoetrope.app.timeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import zoetrope.story.edit.Edit;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
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
    return cutting().clip(id).isPresent()
        || t.titles().stream().anyMatch(v -> v.id().equals(id))
        || t.audio().stream().anyMatch(v -> v.id().equals(id))
        || t.markers().stream().anyMatch(v -> v.id().equals(id));
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  Timeline timeline() {
    return story.story().get().timeline();
  }

  Cutting cutting() {
    return new Cutting(timeline());
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
    id.flatMap(cutting()::clip).ifPresent(c -> story.selectedShot().set(Optional.of(c.shotId())));
  }

  Optional<Title> title(String id) {
    return timeline().titles().stream().filter(v -> v.id().equals(id)).findFirst();
  }

  Optional<AudioClip> sound(String id) {
    return timeline().audio().stream().filter(v -> v.id().equals(id)).findFirst();
  }

  Optional<Marker> marker(String id) {
    return timeline().markers().stream().filter(v -> v.id().equals(id)).findFirst();
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

  boolean set(Timeline t) {
    return !t.equals(timeline()) && story.apply(new Edit.SetTimeline(t));
  }

  void set(Timeline t, String gesture) {
    if (!t.equals(timeline())) {
      story.apply(new Edit.SetTimeline(t), gesture);
    }
  }

  static String gesture() {
    return "timeline-" + UUID.randomUUID();
  }

  /** How long a shot's take is, in ticks. */
  long length(String shotId) {
    var fps = story.story().get().format().fps();
    return story.story().get().shot(shotId).map(Shot::frames).map(n -> fps.ticks(n)).orElse(1L);
  }

  /** Cuts the clip under the play head in two. */
  public void split() {
    set(cutting().split(story.playhead().get(), frame()));
  }

  /** Makes the clip under the play head begin, or end, there. */
  public void trimToPlayhead(boolean begin) {
    long at = story.playhead().get();
    cutting()
        .at(at)
        .ifPresent(
            c -> {
              long cut = c.source().start() + at - cutting().place(c.id()).orElseThrow().start();
              TimeRange s = c.source();
              if (begin && s.end() - cut >= frame()) {
                set(cutting().trimmed(c.id(), new TimeRange(cut, s.end())));
              } else if (!begin && cut - s.start() >= frame()) {
                set(cutting().trimmed(c.id(), new TimeRange(s.start(), cut)));
              }
            });
  }

  /** Deletes what is chosen; what comes after a clip closes up. */
  public void delete() {
    chosen
        .get()
        .ifPresent(
            id -> {
              boolean clip = cutting().clip(id).isPresent();
              set(clip ? cutting().without(id) : Extras.without(timeline(), id));
            });
  }

  /** Moves the chosen clip before its neighbour, or behind it. */
  public void shift(int steps) {
    chosen
        .get()
        .flatMap(cutting()::clip)
        .ifPresent(
            c -> {
              int at = cutting().clips().indexOf(c);
              int to = Math.clamp(at + steps, 0, cutting().clips().size() - 1);
              set(cutting().moved(c.id(), to));
            });
  }

  /**
   * The clip whose begin transitions are set at: the chosen one, else the one under the play head.
   */
  public Optional<Clip> joint() {
    return chosen
        .get()
        .flatMap(cutting()::clip)
        .or(() -> cutting().at(story.playhead().get()))
        .filter(c -> cutting().clips().indexOf(c) > 0);
  }

  /** Lets the chosen clip follow the one before it so; half a second long at first. */
  public void enter(Transition.Kind kind) {
    joint()
        .ifPresent(
            c -> {
              long length = c.entry().duration() > 0 ? c.entry().duration() : FADE;
              Transition t =
                  kind == Transition.Kind.CUT ? Transition.CUT : new Transition(kind, length);
              set(cutting().entered(c.id(), t));
            });
  }

  /** Puts a title at the play head. */
  public void addTitle(String text) {
    long at = onFrame(story.playhead().get());
    Title t =
        new Title(
            Cutting.fresh("title"),
            text,
            new TimeRange(at, at + TITLE_LENGTH),
            Title.Position.BOTTOM,
            Title.Style.HEADLINE);
    if (set(Extras.put(timeline(), t))) {
      choose(Optional.of(t.id()));
    }
  }

  /** Puts a marker at the play head. */
  public void addMarker() {
    Marker m = new Marker(Cutting.fresh("marker"), onFrame(story.playhead().get()), "");
    set(Extras.put(timeline(), m));
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
                      Cutting.fresh("sound"),
                      s.ref(),
                      new TimeRange(at, at + length),
                      0,
                      0,
                      0,
                      Math.min(FADE, length));
              set(Extras.put(timeline(), a));
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
