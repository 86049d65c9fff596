package zoetrope.app.models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import zoetrope.app.model.Background;
import zoetrope.app.model.Notices;
import zoetrope.app.model.UiThread;
import zoetrope.app.models.Offer.Stage;
import zoetrope.app.models.Offer.State;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.models.BackgroundDownload;
import zoetrope.service.models.Catalogue;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelDownload;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfiles;
import zoetrope.service.models.Tunings;
import zoetrope.service.models.download.DownloadProgress;
import zoetrope.service.models.download.ModelServer;
import zoetrope.service.render.Failures;

/**
 * What is installed, what is offered, and downloads under way. They belong to the program, not to a
 * story, and go on when a story is closed. Used on the FX thread; folders and servers are asked off
 * it.
 */
public final class ModelsModel implements AutoCloseable {
  private static final long SHOW_NANOS = 100_000_000;

  private final ModelLibrary library;
  private final UiThread ui;
  private final Notices notices;
  private final StringProperty server;
  private final Background background;
  private final ObservableList<InstalledModel> installed = FXCollections.observableArrayList();
  private final ObservableList<InstalledModel> shown =
      FXCollections.unmodifiableObservableList(installed);
  private final ReadOnlyObjectWrapper<List<ModelProfile>> profiles =
      new ReadOnlyObjectWrapper<>(List.of());
  private final List<Offer> offers = Catalogue.bundled().models().stream().map(Offer::new).toList();
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
  private final Map<Offer, BackgroundDownload> running = new HashMap<>();
  private final Set<Offer> discarding = new HashSet<>();

  /**
   * @param server address of the hub; empty for the usual one
   */
  public ModelsModel(ModelLibrary library, StringProperty server, UiThread ui, Notices notices) {
    this.library = library;
    this.ui = ui;
    this.notices = notices;
    this.server = server;
    background = new Background(ui, notices);
  }

  public ObservableList<InstalledModel> installed() {
    return shown;
  }

  /** The same with what each can be asked for; empty until they have been looked at. */
  public ReadOnlyObjectProperty<List<ModelProfile>> profiles() {
    return profiles.getReadOnlyProperty();
  }

  public List<Offer> offers() {
    return offers;
  }

  /** Address of the hub; empty for the usual one. */
  public StringProperty server() {
    return server;
  }

  /** Whether folders are being looked into. */
  public ReadOnlyBooleanProperty looking() {
    return looking.getReadOnlyProperty();
  }

  /** Looks again at what is there. */
  public void refresh() {
    looking.set(true);
    background.run(
        () -> {
          List<InstalledModel> models = library.installed();
          ModelDownload usual = new ModelDownload(library, ModelServer.of(Map.of(), false));
          Map<Offer, Stage> stages = new HashMap<>();
          offers.forEach(o -> stages.put(o, stage(o, models, usual)));
          ModelProfiles about = new ModelProfiles(library);
          return new Found(models.stream().map(about::of).toList(), stages);
        },
        this::found,
        e -> {
          looking.set(false);
          notices.failed(e);
        });
  }

  private record Found(List<ModelProfile> profiles, Map<Offer, Stage> stages) {}

  private static Stage stage(Offer offer, List<InstalledModel> models, ModelDownload download) {
    Path folder = download.folder(offer.entry());
    if (models.stream().anyMatch(m -> m.folder().equals(folder))) {
      return Stage.INSTALLED;
    }
    return download.begun(offer.entry()) ? Stage.PAUSED : Stage.OFFERED;
  }

  private void found(Found found) {
    looking.set(false);
    List<InstalledModel> models = found.profiles().stream().map(ModelProfile::model).toList();
    if (!profiles.get().equals(found.profiles())) {
      profiles.set(found.profiles());
    }
    if (!installed.equals(models)) {
      installed.setAll(models);
    }
    found
        .stages()
        .forEach(
            (offer, stage) -> {
              if (!running.containsKey(offer) && offer.state().get().stage() != stage) {
                offer.set(State.of(stage));
              }
            });
  }

  /** Makes the models of a folder known, read in place. */
  public void importFolder(Path folder) {
    looking.set(true);
    background.run(
        () -> library.importAll(folder),
        m -> refresh(),
        e -> {
          looking.set(false);
          notices.failed(e);
        });
  }

  /**
   * Forgets a model.
   *
   * @param files whether to delete what the program downloaded of it
   */
  public void remove(InstalledModel model, boolean files) {
    background.run(
        () -> {
          if (files) {
            library.delete(model.id());
          } else {
            library.remove(model.id());
          }
          return model;
        },
        m -> refresh());
  }

  /** Chooses how a model is sampled, from its next take on. */
  public void tune(InstalledModel model, Tuning tuning) {
    background.run(
        () -> {
          new Tunings(library.folder()).choose(model, tuning);
          return model;
        },
        m -> refresh());
  }

  /** Downloads, or goes on where it was stopped. */
  public void download(Offer offer) {
    if (running.containsKey(offer)) {
      return;
    }
    ModelDownload download;
    try {
      download = new ModelDownload(library, hub());
    } catch (RuntimeException e) {
      offer.set(failed(offer.state().get(), e));
      return;
    }
    offer.set(State.of(Stage.RUNNING));
    Path folder = download.folder(offer.entry());
    running.put(
        offer, BackgroundDownload.start(download, offer.entry(), folder, new Told(offer, folder)));
  }

  private ModelServer hub() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!server.get().isBlank()) {
      environment.put("ZOETROPE_HUB", server.get());
    }
    return ModelServer.of(environment, false);
  }

  private static State failed(State was, Throwable e) {
    return new State(
        was.stage() == Stage.RUNNING ? Stage.PAUSED : was.stage(),
        was.progress(),
        0,
        Failures.words(e));
  }

  /** Stops a download; what has arrived is kept. */
  public void pause(Offer offer) {
    Optional.ofNullable(running.get(offer)).ifPresent(BackgroundDownload::stop);
  }

  /** Stops a download and deletes what has arrived. */
  public void cancel(Offer offer) {
    if (running.containsKey(offer)) {
      discarding.add(offer);
      pause(offer);
    } else {
      discard(offer, library.folder().resolve(offer.entry().name()));
    }
  }

  private void discard(Offer offer, Path folder) {
    background.run(
        () -> {
          new ModelDownload(library, ModelServer.of(Map.of(), false)).discard(folder);
          return offer;
        },
        o -> o.set(State.of(Stage.OFFERED)));
  }

  /** Stops all downloads; they can be gone on with at the next start. */
  @Override
  public void close() {
    running.values().forEach(BackgroundDownload::stop);
    background.close();
  }

  /** Brings a download's news to the FX thread, not too often. */
  private final class Told implements BackgroundDownload.Listener {
    private final Offer offer;
    private final Path folder;
    private final Pace pace = new Pace();
    private long shown;

    Told(Offer offer, Path folder) {
      this.offer = offer;
      this.folder = folder;
    }

    @Override
    public void at(DownloadProgress.State s) {
      long now = System.nanoTime();
      double rate = pace.at(s.done(), now);
      if (now - shown >= SHOW_NANOS || s.done() == s.total()) {
        shown = now;
        change(was -> new State(Stage.RUNNING, Optional.of(s), rate, ""));
      }
    }

    private void change(UnaryOperator<State> to) {
      ui.later(
          () -> {
            if (running.containsKey(offer)) {
              offer.set(to.apply(offer.state().get()));
            }
          });
    }

    @Override
    public void done(InstalledModel model) {
      ui.later(
          () -> {
            running.remove(offer);
            discarding.remove(offer);
            offer.set(State.of(Stage.INSTALLED));
            refresh();
          });
    }

    @Override
    public void stopped() {
      ui.later(
          () -> {
            running.remove(offer);
            State was = offer.state().get();
            offer.set(new State(Stage.PAUSED, was.progress(), 0, ""));
            if (discarding.remove(offer)) {
              discard(offer, folder);
            }
          });
    }

    @Override
    public void failed(RuntimeException error) {
      ui.later(
          () -> {
            running.remove(offer);
            offer.set(ModelsModel.failed(offer.state().get(), error));
            if (discarding.remove(offer)) {
              discard(offer, folder);
            }
          });
    }
  }
}
