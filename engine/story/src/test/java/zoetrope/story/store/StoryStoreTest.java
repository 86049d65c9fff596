package zoetrope.story.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.motion.Ease;
import zoetrope.story.DamagedStoryException;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;
import zoetrope.story.MissingMediaException;
import zoetrope.story.NewerStoryException;
import zoetrope.story.NotAStoryException;
import zoetrope.story.ReadOnlyStoryException;
import zoetrope.story.Samples;
import zoetrope.story.StoryException;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.MotionEdits;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

class StoryStoreTest {
  @TempDir Path temp;
  private Path folder;
  private StoryDraft draft;

  @BeforeEach
  void sample() throws Exception {
    folder = temp.resolve("Fox.zoetrope");
    draft = Samples.full(temp);
  }

  @Test
  void aCopyHoldsTheStoryAsItWasAndNoLaterEdit() {
    Path copy = temp.resolve("Copy.zoetrope");
    Path second = temp.resolve("Second.zoetrope");
    try (StoryStore store = StoryStore.create(folder, draft)) {
      store.copyTo(copy);
      store.apply(new Edit.SetTitle("Another"));
    }
    StoryStore.copyClosed(copy, second);
    for (Path place : List.of(copy, second)) {
      try (StoryStore store = StoryStore.open(place)) {
        assertThat(store.story()).isEqualTo(draft.story());
        for (MediaRef ref : draft.media().keySet()) {
          assertThat(store.media().locate(ref)).hasSameBinaryContentAs(draft.media().get(ref));
        }
      }
    }
  }

  @Test
  void aCopyNeverGoesOverWhatIsThere() throws Exception {
    Path taken = Files.createDirectories(temp.resolve("Taken.zoetrope"));
    Files.writeString(taken.resolve("mine.txt"), "mine");
    try (StoryStore store = StoryStore.create(folder, draft)) {
      assertThatThrownBy(() -> store.copyTo(taken))
          .isInstanceOf(StoryException.class)
          .hasMessageContaining("something already");
    }
    assertThat(taken.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void aStoryIsTheSameAfterReopening() {
    StoryStore.create(folder, draft).close();
    try (StoryStore store = StoryStore.open(folder)) {
      assertThat(store.story()).isEqualTo(draft.story());
      assertThat(store.undoable()).isEmpty();
      for (MediaRef ref : draft.media().keySet()) {
        assertThat(store.media().locate(ref)).hasSameBinaryContentAs(draft.media().get(ref));
      }
    }
  }

  @Test
  void anEditIsDurableWithoutSavingAndCanBeUndoneAfterReopening() {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      store.apply(new Edit.SetTitle("Renamed"));
    }
    try (StoryStore store = StoryStore.open(folder)) {
      assertThat(store.story().title()).isEqualTo("Renamed");
      assertThat(store.undoable()).contains("set-title");
      assertThat(store.undo()).isTrue();
      assertThat(store.story()).isEqualTo(draft.story());
    }
    try (StoryStore store = StoryStore.open(folder)) {
      assertThat(store.redoable()).contains("set-title");
      assertThat(store.redo()).isTrue();
      assertThat(store.redo()).isFalse();
      assertThat(store.story().title()).isEqualTo("Renamed");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anySequenceOfEditsUndoesAndRedoesExactlyAcrossReopening(long seed) {
    Random random = new Random(seed);
    List<Story> states = new ArrayList<>(List.of(draft.story()));
    int at = 0;
    StoryStore store = StoryStore.create(folder, draft);
    try {
      store.addTake(take("t1", "beach"));
      for (int i = 0; i < 80; i++) {
        switch (random.nextInt(6)) {
          case 0 -> at -= store.undo() ? 1 : 0;
          case 1 -> at += store.redo() ? 1 : 0;
          case 2 -> {
            store.close();
            store = StoryStore.open(folder);
          }
          default -> {
            Story before = store.story();
            Story after = store.apply(edit(random));
            if (!after.equals(before)) {
              states = new ArrayList<>(states.subList(0, at + 1));
              states.add(after);
              at++;
            }
          }
        }
        assertThat(store.story()).isEqualTo(states.get(at));
        assertThat(store.undoable().isPresent()).isEqualTo(at > 0);
        assertThat(store.redoable().isPresent()).isEqualTo(at < states.size() - 1);
      }
    } finally {
      store.close();
    }
  }

  private static Edit edit(Random random) {
    String prompt = "prompt " + random.nextInt(5);
    return switch (random.nextInt(6)) {
      case 0 -> new Edit.SetTitle("Title " + random.nextInt(4));
      case 1 -> new Edit.PutShot(shot("extra-" + random.nextInt(3), prompt));
      case 2 -> new Edit.PutShot(shot("night", prompt));
      case 3 -> new Edit.MoveShot("night", 1 + random.nextInt(2));
      case 4 ->
          random.nextBoolean() ? new Edit.PickTake("beach", "t1") : new Edit.ClearPick("beach");
      default -> new Edit.SetTimeline(Timeline.EMPTY);
    };
  }

  private static Shot shot(String id, String prompt) {
    return new Shot(
        id,
        id,
        prompt,
        "",
        24,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        ShotSettings.defaults(id));
  }

  private Take take(String id, String shot) {
    return new Take(
        id,
        shot,
        -5,
        draft.story().shots().getFirst(),
        Map.of("identity", 0.75),
        Map.of(),
        Instant.ofEpochSecond(1),
        false);
  }

  @Test
  void theMovesOfOneDragAreOneStep() {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      store.apply(new Edit.SetTitle("A"), "drag-1");
      store.apply(new Edit.SetTitle("B"), "drag-1");
      store.apply(new Edit.SetTitle("C"), "drag-2");
      store.undo();
      assertThat(store.story().title()).isEqualTo("B");
      store.undo();
      assertThat(store.story()).isEqualTo(draft.story());
      assertThat(store.undo()).isFalse();
    }
  }

  @Test
  void anEditAfterUndoForgetsWhatCouldBeRedone() {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      store.apply(new Edit.SetTitle("A"));
      store.undo();
      store.apply(new Edit.SetTitle("B"));
      assertThat(store.redo()).isFalse();
    }
  }

  @Test
  void generatingATakeIsNoStepButPickingItIs() throws Exception {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      MediaRef clip = store.takeFiles().put(Files.write(temp.resolve("clip.mp4"), new byte[] {9}));
      Take base = take("t1", "beach");
      Take take =
          new Take(
              "t1",
              "beach",
              base.seed(),
              base.recipe(),
              base.scores(),
              Map.of("clip", clip),
              base.created(),
              false);
      store.addTake(take);
      assertThat(store.undoable()).isEmpty();
      store.apply(new Edit.PickTake("beach", "t1"));
      store.star("t1", true);
      store.undo();
      assertThat(store.story().pick("beach")).isEmpty();
      assertThat(store.takes("beach")).hasSize(1);
      Take kept = store.take("t1").orElseThrow();
      assertThat(kept.starred()).isTrue();
      assertThat(kept.recipe()).isEqualTo(take.recipe());
      assertThat(kept.files()).isEqualTo(take.files());
      assertThat(kept.scores()).isEqualTo(take.scores());
      assertThat(kept.seed()).isEqualTo(-5);
    }
  }

  @Test
  void whatIsNotThereCanBeNeitherPickedNorKept() {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      assertThatThrownBy(() -> store.apply(new Edit.PickTake("beach", "t9")))
          .isInstanceOf(InvalidStoryException.class)
          .hasMessageContaining("t9");
      Take base = take("t1", "beach");
      MediaRef gone = new MediaRef("0".repeat(64), "mp4");
      Take broken =
          new Take(
              "t1",
              "beach",
              1,
              base.recipe(),
              Map.of(),
              Map.of("clip", gone),
              base.created(),
              false);
      assertThatThrownBy(() -> store.addTake(broken)).isInstanceOf(MissingMediaException.class);
      assertThat(store.takes("beach")).isEmpty();
    }
  }

  @Test
  void anEditThatTheStoryRefusesChangesNothing() {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      assertThatThrownBy(() -> store.apply(new Edit.RemoveCharacter("fox")))
          .isInstanceOf(InvalidStoryException.class);
      assertThatThrownBy(() -> store.apply(new Edit.RemoveShot("beach")))
          .isInstanceOf(InvalidStoryException.class);
      assertThat(store.refresh()).isEqualTo(draft.story());
      assertThat(store.undoable()).isEmpty();
      store.apply(new Edit.SetTitle("Still works"));
    }
  }

  @Test
  void twoProcessesSeeEachOthersEditsAndLoseNone() {
    try (StoryStore one = StoryStore.create(folder, draft);
        StoryStore two = StoryStore.open(folder)) {
      one.apply(new Edit.SetTitle("From one"));
      two.apply(new Edit.PutShot(shot("from-two", "a lake")));
      assertThat(two.story().title()).isEqualTo("From one");
      assertThat(one.refresh().shot("from-two")).isPresent();
    }
  }

  @Test
  void aReaderFollowsAndCannotWrite() {
    try (StoryStore one = StoryStore.create(folder, draft);
        StoryStore reader = StoryStore.read(folder)) {
      one.apply(new Edit.SetTitle("From one"));
      assertThat(reader.refresh().title()).isEqualTo("From one");
      assertThatThrownBy(() -> reader.apply(new Edit.SetTitle("From the reader")))
          .isInstanceOf(ReadOnlyStoryException.class);
      assertThat(one.refresh().title()).isEqualTo("From one");
    }
  }

  @Test
  void aShotCrossesToAnotherProcessAsItIs() {
    Shot beach = draft.story().shots().getFirst();
    assertThat(StoryJson.shot(StoryJson.of(beach))).isEqualTo(beach);
    assertThatThrownBy(() -> StoryJson.shot("{}")).isInstanceOf(InvalidStoryException.class);
  }

  @Test
  void aCameraOfOneSpeedIsWrittenAndReadAsBeforeCamerasEased() {
    Shot beach = draft.story().shots().getFirst();
    CameraMove even = new CameraMove(.1, 0, 1.2, -3);
    String json = StoryJson.of(MotionEdits.camera(beach, even));
    assertThat(json).contains("\"camera\":{\"panX\":0.1,\"panY\":0.0,\"zoom\":1.2,\"roll\":-3.0}");
    assertThat(StoryJson.shot(json).motion().camera()).isEqualTo(even);
    Shot eased = MotionEdits.camera(beach, even.withEase(Ease.OUT));
    assertThat(StoryJson.shot(StoryJson.of(eased))).isEqualTo(eased);
  }

  @Test
  void aClipOfNormalSpeedIsWrittenAndReadAsBeforeClipsHadSpeeds() throws Exception {
    StoryJson json = new StoryJson();
    Clip plain = new Clip("c", "beach", new TimeRange(0, 10_000), Transition.CUT, 0);
    Track track = new Track("picture", List.of(plain, plain.with(new Speed(.5, 2))));
    String text = json.write(track);
    assertThat(text).containsOnlyOnce("speed").doesNotContain("null");
    assertThat(json.read(text, Track.class)).isEqualTo(track);
  }

  @Test
  void aTransactionThatNeverCommittedLeavesNoTrace() throws Exception {
    StoryStore.create(folder, draft).close();
    Path crashed = temp.resolve("Crashed.zoetrope");
    Files.createDirectories(crashed);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("story.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA cache_size = 1");
      statement.executeUpdate("BEGIN IMMEDIATE");
      statement.executeUpdate("UPDATE part SET body = '{' || hex(randomblob(60000))");
      // What a killed process leaves: the files as they are now.
      for (String name : List.of("story.db", "story.db-wal")) {
        Files.copy(folder.resolve(name), crashed.resolve(name));
      }
      assertThat(Files.size(crashed.resolve("story.db-wal"))).isPositive();
    }
    try (StoryStore store = StoryStore.open(crashed)) {
      assertThat(store.story()).isEqualTo(draft.story());
    }
  }

  @Test
  void aNewStoryNeverOverwritesAnything() throws Exception {
    Files.createDirectories(folder);
    Path precious = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> StoryStore.create(folder, draft))
        .isInstanceOf(StoryException.class)
        .hasMessageContaining("choose another name");
    assertThat(precious).hasContent("mine");
  }

  @Test
  void otherThingsThanStoriesAreRefused() throws Exception {
    assertThatThrownBy(() -> StoryStore.open(folder)).isInstanceOf(NotAStoryException.class);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("story.db"), "hello");
    assertThatThrownBy(() -> StoryStore.open(folder)).isInstanceOf(NotAStoryException.class);
    assertThat(folder.resolve("story.db")).hasContent("hello");
    Files.delete(folder.resolve("story.db"));
    execute("CREATE TABLE other (x)");
    assertThatThrownBy(() -> StoryStore.open(folder))
        .isInstanceOf(NotAStoryException.class)
        .hasMessageContaining("another program");
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
    StoryStore.create(folder, draft).close();
    execute("PRAGMA user_version = 99");
    assertThatThrownBy(() -> StoryStore.open(folder))
        .isInstanceOf(NewerStoryException.class)
        .hasMessageContaining("schema 99");
  }

  @Test
  void aSchemaThatNoVersionHasIsToldAsDamage() throws Exception {
    StoryStore.create(folder, draft).close();
    execute("PRAGMA user_version = -131069");
    assertThatThrownBy(() -> StoryStore.open(folder))
        .isInstanceOf(DamagedStoryException.class)
        .hasMessageContaining("backup");
  }

  @Test
  void damageIsToldAndNotGuessedAt() throws Exception {
    StoryStore.create(folder, draft).close();
    execute("UPDATE part SET body = '{\"title\":1}' WHERE kind = 'timeline'");
    assertThatThrownBy(() -> StoryStore.open(folder))
        .isInstanceOf(DamagedStoryException.class)
        .hasMessageContaining("backup");
  }

  @Test
  void anOlderSchemaIsBroughtUpToDateAndAFailedStepUndone() throws Exception {
    StoryStore.create(folder, draft).close();
    List<String> scripts = new ArrayList<>(Migrations.shipped().scripts());
    scripts.add("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('kept');");
    List<String> broken = new ArrayList<>(scripts);
    broken.add("CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);");
    assertThatThrownBy(() -> SqliteStoryStore.open(folder, new Migrations(broken)))
        .isInstanceOf(StoryException.class);
    StoryStore.open(folder).close();
    try (StoryStore store = SqliteStoryStore.open(folder, new Migrations(scripts))) {
      assertThat(store.story()).isEqualTo(draft.story());
    }
    assertThatThrownBy(() -> StoryStore.open(folder)).isInstanceOf(NewerStoryException.class);
  }

  @Test
  void theSameBytesAreKeptOnceAndUnderTheirDigest() throws Exception {
    try (StoryStore store = StoryStore.create(folder, draft)) {
      Path file = Files.writeString(temp.resolve("A.TXT"), "abc");
      MediaRef ref = store.media().put(file);
      assertThat(ref.fileName())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.txt");
      assertThat(store.media().put(file)).isEqualTo(ref).isEqualTo(ContentFolder.refer(file));
      try (var files = Files.list(folder.resolve("media"))) {
        assertThat(files).hasSize(draft.media().size() + 1);
      }
    }
  }

  @Test
  void seedsThatFollowFromIdsAreTheSameOnEveryMachine() {
    assertThat(Seed.from("beach")).isEqualTo(Seed.from("beach")).isNotEqualTo(Seed.from("hill"));
    assertThat(Seed.from("a").value()).isEqualTo(0xaf63dc4c8601ec8cL >>> 33);
  }

  private void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("story.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
