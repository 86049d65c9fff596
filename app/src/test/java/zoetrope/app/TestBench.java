package zoetrope.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import zoetrope.app.model.Abilities;
import zoetrope.app.model.Background;
import zoetrope.app.model.FileAsking;
import zoetrope.app.model.Notices;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.UiThread;
import zoetrope.app.model.Workbench;
import zoetrope.app.text.Texts;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Jobs;
import zoetrope.service.jobs.Work;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.reading.ShotReading;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.Bitmaps;
import zoetrope.service.studio.TakeFrames;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Appearance;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.edit.Edit;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.motion.Point;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** A workbench on a small story in a temporary folder, for tests of single places. */
public final class TestBench implements AutoCloseable {
  private final StoryStore store;
  private final Background background;
  private final TakeFrames frames = new TakeFrames(64 << 20);
  public final FakeJobs jobs = new FakeJobs();
  public final FakeFiles files = new FakeFiles();
  public final FakeReader reader = new FakeReader();
  public final List<String> notices = new ArrayList<>();
  public final ObjectProperty<List<ModelProfile>> models = new SimpleObjectProperty<>(List.of());
  public final Workbench bench;

  /** A story of one character and two shots, each a clip of two seconds. */
  public TestBench(Path temporary) throws IOException {
    this(temporary, fxThread(), TestBench::onFx);
  }

  /**
   * The same where no toolkit runs, for view models.
   *
   * @param ui does the work of the FX thread
   */
  public static TestBench withoutToolkit(Path temporary, UiThread ui) throws IOException {
    return new TestBench(temporary, ui, Callable::call);
  }

  private static UiThread fxThread() {
    startToolkit();
    return Platform::runLater;
  }

  /** Makes the bench where its properties belong. */
  private interface Making {
    Workbench make(Callable<Workbench> work) throws Exception;
  }

  private TestBench(Path temporary, UiThread ui, Making making) throws IOException {
    Path penguin =
        Path.of(System.getProperty("zoetrope.home", ".."))
            .resolve("assets/samples/morning-walk/penguin.webp");
    MediaRef look = zoetrope.story.store.ContentFolder.refer(penguin);
    StoryCharacter pip = new StoryCharacter("pip", "Pip", "a little penguin", List.of(look));
    Shot one = shot("one", "Meadow", "@pip walks over a green meadow");
    Shot two = shot("two", "City", "@pip strolls along a city street");
    long two_s = 2L * Timeline.TICKS_PER_SECOND;
    Timeline timeline =
        new Timeline(
            List.of(
                new Track(
                    "v1",
                    List.of(
                        new Clip("c1", "one", new TimeRange(0, two_s), Transition.CUT, 0),
                        new Clip("c2", "two", new TimeRange(0, two_s), Transition.CUT, 0)))),
            List.of(),
            List.of());
    Story story =
        new Story(
            "Test",
            new StoryFormat(Aspect.WIDE, 720, FrameRate.of(24)),
            List.of(pip),
            List.of(one, two),
            Map.of(),
            timeline);
    store =
        StoryStore.create(
            temporary.resolve("Test.zoetrope"), new StoryDraft(story, Map.of(look, penguin)));
    Notices said =
        new Notices() {
          @Override
          public void done(String text) {
            notices.add(text);
          }

          @Override
          public void failed(Throwable error) {
            notices.add(String.valueOf(error.getMessage()));
          }
        };
    background = new Background(ui, said);
    bench = made(making, ui, said);
  }

  private Workbench made(Making making, UiThread ui, Notices said) {
    try {
      return making.make(
          () ->
              new Workbench(
                  new Texts(Texts.Language.ENGLISH),
                  ui,
                  said,
                  background,
                  new StoryModel(store, said),
                  jobs,
                  frames,
                  new Bitmaps(),
                  files,
                  new Abilities(models),
                  reader));
    } catch (Exception e) {
      throw new IllegalStateException("no bench", e);
    }
  }

  private static Shot shot(String id, String name, String prompt) {
    return new Shot(
        id,
        name,
        prompt,
        "",
        48,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(new Appearance("pip", .4, new Point(.5, .7))),
        MotionPlan.NONE,
        ShotSettings.defaults(id));
  }

  /** Starts the toolkit once for all tests of this process. */
  public static void startToolkit() {
    try {
      Platform.startup(() -> Platform.setImplicitExit(false));
    } catch (IllegalStateException alreadyRunning) {
      // another test started it
    }
  }

  /** Does something on the FX thread and waits for its result. */
  public static <T> T onFx(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("on the FX thread", e);
    }
  }

  /** Does something on the FX thread and waits until it is done. */
  public static void fx(Runnable work) {
    onFx(
        () -> {
          work.run();
          return true;
        });
  }

  /** Lets everything that waits on the FX thread happen, ten frames long. */
  public static void settle() {
    CountDownLatch frames = new CountDownLatch(10);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            frames.countDown();
          }
        };
    fx(timer::start);
    try {
      if (!frames.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the FX thread shows no frames");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      fx(timer::stop);
    }
  }

  /** Shows a place in a window of its own with the studio's style. */
  public static Stage show(Parent place, int width, int height, boolean dark) {
    return onFx(
        () -> {
          zoetrope.app.fx.Fonts.load();
          Application.setUserAgentStylesheet(
              dark
                  ? new PrimerDark().getUserAgentStylesheet()
                  : new PrimerLight().getUserAgentStylesheet());
          Scene scene = new Scene(place, width, height);
          scene
              .getStylesheets()
              .add(
                  Objects.requireNonNull(
                          TestBench.class.getResource("/zoetrope/app/style/studio.css"))
                      .toExternalForm());
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();
          return stage;
        });
  }

  /** Writes what a window shows to a PNG. */
  public static void shoot(Stage stage, Path png) {
    Bitmap b =
        onFx(
            () -> {
              WritableImage w = stage.getScene().snapshot(null);
              int[] argb = new int[(int) (w.getWidth() * w.getHeight())];
              w.getPixelReader()
                  .getPixels(
                      0,
                      0,
                      (int) w.getWidth(),
                      (int) w.getHeight(),
                      PixelFormat.getIntArgbInstance(),
                      argb,
                      0,
                      (int) w.getWidth());
              return new Bitmap((int) w.getWidth(), (int) w.getHeight(), argb);
            });
    try {
      Files.createDirectories(png.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (png.toString().endsWith(".jpg")) {
      jpeg(b, png);
    } else {
      new Bitmaps().write(b, png);
    }
  }

  private static void jpeg(Bitmap b, Path file) {
    BufferedImage image = new BufferedImage(b.width(), b.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, b.width(), b.height(), b.argb(), 0, b.width());
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(.82f);
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  @Override
  public void close() {
    background.close();
    frames.close();
    store.close();
  }

  /** A queue that runs nothing and remembers what it was asked. */
  public static final class FakeJobs implements Jobs {
    public final List<Job> list = new ArrayList<>();
    private final List<Consumer<List<Job>>> listeners = new ArrayList<>();
    private boolean paused;

    /** Puts a job in a state, as if the queue had. */
    public void set(Job job) {
      list.replaceAll(j -> j.id().equals(job.id()) ? job : j);
      tell();
    }

    private void tell() {
      List.copyOf(listeners).forEach(l -> l.accept(List.copyOf(list)));
    }

    @Override
    public List<Job> jobs() {
      return List.copyOf(list);
    }

    @Override
    public Job submit(Work work, boolean next) {
      Job j = new Job("job-" + (list.size() + 1), work);
      list.add(next ? 0 : list.size(), j);
      tell();
      return j;
    }

    @Override
    public void cancel(String id) {
      state(id, Job.State.CANCELLED);
    }

    @Override
    public void retry(String id) {
      state(id, Job.State.WAITING);
    }

    private void state(String id, Job.State s) {
      list.replaceAll(j -> j.id().equals(id) ? j.in(s) : j);
      tell();
    }

    @Override
    public void remove(String id) {
      list.removeIf(j -> j.id().equals(id));
      tell();
    }

    @Override
    public void move(String id, int index) {
      Job j = list.stream().filter(x -> x.id().equals(id)).findFirst().orElseThrow();
      list.remove(j);
      list.add(Math.min(index, list.size()), j);
      tell();
    }

    @Override
    public boolean prioritise(String id, Job.Priority priority) {
      list.replaceAll(j -> j.id().equals(id) ? j.with(priority) : j);
      tell();
      return true;
    }

    @Override
    public boolean replace(String id, Work work) {
      list.replaceAll(j -> j.id().equals(id) ? j.with(work) : j);
      tell();
      return true;
    }

    @Override
    public void pause() {
      paused = true;
      tell();
    }

    @Override
    public void resume() {
      paused = false;
      tell();
    }

    @Override
    public boolean paused() {
      return paused;
    }

    @Override
    public AutoCloseable listen(Consumer<List<Job>> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
  }

  /** Chooses the files it was told to, in the user's place. */
  public static final class FakeFiles implements FileAsking {
    /** What the next question is answered with; nothing where it is empty. */
    public final List<Path> next = new ArrayList<>();

    @Override
    public List<Path> open(Wanted wanted, boolean several) {
      List<Path> chosen = List.copyOf(next);
      next.clear();
      return chosen;
    }

    @Override
    public Optional<Path> save(Wanted wanted, Path proposed) {
      return open(wanted, false).stream().findFirst();
    }
  }

  /** Makes of every prompt what it was told to; of others nothing. */
  public static final class FakeReader implements ShotReader {
    /** What prompts are taken for. */
    public final Map<String, ShotReading> known = new ConcurrentHashMap<>();

    /** The prompts that were read. */
    public final List<String> read = new CopyOnWriteArrayList<>();

    @Override
    public Optional<ShotReading> read(Story story, Shot shot) {
      read.add(shot.prompt());
      return Optional.ofNullable(known.get(shot.prompt()));
    }

    @Override
    public void close() {}
  }

  /** Applies an edit on the FX thread. */
  public void edit(Edit e) {
    fx(() -> bench.story().apply(e));
  }
}
