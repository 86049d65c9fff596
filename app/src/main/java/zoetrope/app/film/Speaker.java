package zoetrope.app.film;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import zoetrope.app.model.Workbench;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.film.sound.Mixer;
import zoetrope.film.sound.SoundLengths;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.AudioClip;

/** Lets a film's sound be heard; where there is no sound card, the film plays in silence. */
final class Speaker implements AutoCloseable {
  private static final int CHUNK = 2048;
  private final AudioFormat format = new AudioFormat(SoundCue.RATE, 16, 2, true, false);

  private final Workbench bench;
  private final ExecutorService player =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("speaker").factory());
  private final SoundLengths lengths = new SoundLengths();
  private final AtomicLong turn = new AtomicLong();
  private volatile OptionalLong heard = OptionalLong.empty();

  Speaker(Workbench bench) {
    this.bench = bench;
  }

  /** Finds out how long the sounds are, so that playing need not wait for that. */
  void prepare(Story story) {
    List<AudioClip> sounds = story.timeline().audio();
    if (!sounds.isEmpty()) {
      player.execute(() -> sounds.forEach(this::measure));
    }
  }

  private void measure(AudioClip sound) {
    try {
      bench.story().file(sound.media()).ifPresent(file -> lengths.of(sound, file));
    } catch (RuntimeException _) {
      // Playing says what is wrong with the file.
    }
  }

  /** Plays from a time in ticks until {@link #stop}. */
  void play(Story story, long from) {
    long mine = turn.incrementAndGet();
    heard = OptionalLong.empty();
    if (story.timeline().audio().isEmpty()) {
      return;
    }
    player.execute(() -> run(story, from, mine));
  }

  void stop() {
    turn.incrementAndGet();
    heard = OptionalLong.empty();
  }

  /** How long the sound has been heard since it began; empty where nothing is heard. */
  Optional<Double> seconds() {
    OptionalLong now = heard;
    return now.isPresent() ? Optional.of(now.getAsLong() / 1e6) : Optional.empty();
  }

  private void run(Story story, long from, long mine) {
    FilmEvaluator film = new FilmEvaluator(story.timeline(), story.format().fps());
    try (Mixer mixer = Mixer.open(film, bench.story()::file, lengths);
        SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
      mixer.seek(SoundCue.samples(from));
      line.open(format, 8 * CHUNK);
      line.start();
      float[] some = new float[2 * CHUNK];
      byte[] bytes = new byte[4 * CHUNK];
      while (turn.get() == mine) {
        mixer.read(some);
        for (int i = 0; i < some.length; i++) {
          int v = Math.round(Math.clamp(some[i], -1, 1) * 32_767);
          bytes[2 * i] = (byte) v;
          bytes[2 * i + 1] = (byte) (v >> 8);
        }
        line.write(bytes, 0, bytes.length);
        if (turn.get() == mine) {
          heard = OptionalLong.of(line.getMicrosecondPosition());
        }
      }
      line.flush();
    } catch (LineUnavailableException | IllegalArgumentException _) {
      // No sound card: the picture's own clock leads.
    } catch (RuntimeException e) {
      bench.ui().later(() -> bench.notices().failed(e));
    }
  }

  @Override
  public void close() {
    stop();
    player.shutdownNow();
  }
}
