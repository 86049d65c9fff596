package zoetrope.service.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;
import zoetrope.story.store.ContentFolder;
import zoetrope.story.timeline.FrameRate;

/** Translates a shot of a story into the question a model answers. */
public final class ShotPlanner {
  /** Nothing was corrected by hand. */
  private static final RgbaImage UNMARKED = new RgbaImage(1, 1, new byte[4]);

  private final Story story;
  private final Function<MediaRef, Path> media;
  private final Pictures pictures;
  private final VideoModel.Traits model;

  /**
   * @param model how the model that answers is best asked
   */
  public ShotPlanner(Story story, ContentFolder media, Pictures pictures, VideoModel.Traits model) {
    this(story, media::locate, pictures, model);
  }

  /**
   * @param media where the files lie that users brought
   * @param model how the model that answers is best asked
   */
  public ShotPlanner(
      Story story, Function<MediaRef, Path> media, Pictures pictures, VideoModel.Traits model) {
    this.story = story;
    this.media = media;
    this.pictures = pictures;
    this.model = model;
  }

  /** Generated frames that cover a shot of {@code frames} at the film's rate. */
  static int clipFrames(int frames, FrameRate rate, int clipRate) {
    return (int)
        Math.max(1, Math.ceilDiv((long) frames * clipRate * rate.denominator(), rate.numerator()));
  }

  /**
   * The question.
   *
   * @param seed of the take
   * @param previous last frame of the shot before, for shots that start from it
   */
  public ShotRequest plan(Shot shot, long seed, Optional<RgbaImage> previous) {
    Optional<RgbaImage> first = firstFrame(shot, previous);
    List<Moving> moving = new ArrayList<>();
    List<Area> pins = new ArrayList<>();
    shot.cast().forEach(a -> moving.add(character(shot, a)));
    FrameShape shape = FrameShape.nearest(story.format().width(), story.format().height());
    for (MotionRegion r : shot.motion().regions()) {
      if (r.area() instanceof RegionArea.OfCharacter) {
        continue; // its path went with the character
      }
      Area area = area(r.area(), first);
      switch (r.motion()) {
        case RegionMotion.Pin _ -> pins.add(area);
        case RegionMotion.Along along -> moving.add(new Moving.Region(area, path(along, shot)));
      }
    }
    return new ShotRequest(
        SpokenPrompt.of(shot.prompt(), story.characters()).text(),
        shot.negative(),
        shape,
        clipFrames(shot.frames(), story.format().fps(), model.rate()),
        first,
        lastFrame(shot),
        shot.firstFrame() instanceof FrameSource.PreviousShot,
        moving,
        pins,
        camera(shot),
        seed,
        shot.settings().steps() == ShotSettings.AS_ADVISED
            ? model.steps()
            : shot.settings().steps(),
        shot.settings().guidance() == ShotSettings.AS_ADVISED
            ? model.guidance()
            : shot.settings().guidance(),
        shot.settings().identity(),
        shot.settings().motion());
  }

  /** What each character of a shot is called or described as. */
  public List<String> castWords(Shot shot) {
    return shot.cast().stream()
        .flatMap(a -> story.character(a.characterId()).stream())
        .flatMap(c -> Stream.of(c.id(), c.name(), c.description()))
        .toList();
  }

  private Optional<RgbaImage> lastFrame(Shot shot) {
    return shot.lastFrame() instanceof FrameSource.FromMedia(MediaRef ref)
        ? Optional.of(pictures.picture(media.apply(ref)))
        : Optional.empty();
  }

  private Optional<RgbaImage> firstFrame(Shot shot, Optional<RgbaImage> previous) {
    return switch (shot.firstFrame()) {
      case FrameSource.None _ -> Optional.empty();
      case FrameSource.FromMedia(MediaRef ref) -> Optional.of(pictures.picture(media.apply(ref)));
      case FrameSource.PreviousShot _ -> previous;
    };
  }

  /** The main picture of a character. */
  public RgbaImage look(Appearance a) {
    return pictures.cutout(media.apply(character(a).images().getFirst()));
  }

  private StoryCharacter character(Appearance a) {
    return story
        .character(a.characterId())
        .orElseThrow(
            () ->
                new RenderException(
                    "the shot's character '"
                        + a.characterId()
                        + "' is not in the story; add it or take it out of the shot"));
  }

  /** Its other pictures, as far as the model looks at them. */
  private List<RgbaImage> views(Appearance a) {
    return character(a).images().stream()
        .skip(1)
        .limit(Math.max(0, model.views() - 1))
        .map(ref -> pictures.cutout(media.apply(ref)))
        .toList();
  }

  private Moving.Character character(Shot shot, Appearance a) {
    for (MotionRegion r : shot.motion().regions()) {
      if (r.area() instanceof RegionArea.OfCharacter(String id)
          && id.equals(a.characterId())
          && r.motion() instanceof RegionMotion.Along along) {
        return new Moving.Character(look(a), views(a), size(a), path(along, shot));
      }
    }
    return new Moving.Character(look(a), views(a), size(a), MotionPath.at(a.at().x(), a.at().y()));
  }

  /** Stories measure a character by the frame's height, the engine by its shorter side. */
  private double size(Appearance a) {
    return a.size()
        * story.format().height()
        / Math.min(story.format().width(), story.format().height());
  }

  /** The drawn path, its way shortened by the shot's motion strength where the model wants it. */
  private MotionPath path(RegionMotion.Along along, Shot shot) {
    return along.path(model.shortensPaths() ? shot.settings().motion() : 1);
  }

  private Area area(RegionArea area, Optional<RgbaImage> first) {
    return switch (area) {
      case RegionArea.Drawn drawn -> drawn(drawn);
      case RegionArea.ObjectUnder(RegionArea.Drawn stroke) ->
          first.map(f -> object(stroke, f)).orElseGet(() -> drawn(stroke));
      case RegionArea.OfCharacter c -> throw new IllegalArgumentException("no mask for " + c);
    };
  }

  private Area drawn(RegionArea.Drawn drawn) {
    return switch (drawn) {
      case RegionArea.Mask(MediaRef ref) -> new Area.Painted(pictures.mask(media.apply(ref)));
      case RegionArea.Box b -> new Area.Box(b.x(), b.y(), b.width(), b.height());
      case RegionArea.Corrected(RegionArea.Drawn stroke, MediaRef _) -> drawn(stroke);
    };
  }

  private Area object(RegionArea.Drawn stroke, RgbaImage first) {
    int width = story.format().width();
    int height = story.format().height();
    Mask mask =
        switch (drawn(stroke)) {
          case Area.Painted(Mask painted) -> painted;
          case Area.Box box -> box.mask(width, height);
        };
    RgbaImage marks =
        stroke instanceof RegionArea.Corrected(RegionArea.Drawn _, MediaRef ref)
            ? pictures.picture(media.apply(ref))
            : UNMARKED;
    return new Area.Painted(pictures.object(first, width, height, mask, marks));
  }

  /** None for a camera that stands, so that the prompt may move it. */
  private Optional<CameraTransform> camera(Shot shot) {
    double aspect = (double) story.format().width() / story.format().height();
    return Optional.of(shot.motion().camera().over(aspect)).filter(c -> !c.stands());
  }
}
