package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are opened at all: containers that hold their own data, and no list of others. */
class ContainersTest {
  @TempDir Path folder;

  /** What the lists below would give away. */
  @BeforeEach
  void aPrivateVideo() {
    Samples.grey(folder, "private.mkv", 90, 4);
    ClipWriter.write(
        folder.resolve("private.mp4"), Encoding.MP4, 64, 36, 12, Samples.ramp(64, 36, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nprivate.mp4\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n",
        "ffconcat version 1.0\nfile private.mkv\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\""
            + " type=\"static\"></MPD>",
        "<ttsconcat/>",
        "; FFMETADATA1\n"
      })
  void aListOfOtherFilesIsRefused(String list) throws IOException {
    for (String name : new String[] {"film.mp4", "film.m3u8", "film.ffconcat", "film"}) {
      Path file = Files.writeString(folder.resolve(name), list);
      assertThatThrownBy(() -> VideoReader.open(file))
          .isInstanceOf(MediaException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining("Use an MP4");
      assertThatThrownBy(() -> AudioReader.open(file)).isInstanceOf(MediaException.class);
      assertThatThrownBy(() -> Images.read(file)).isInstanceOf(MediaException.class);
    }
  }

  @Test
  void theListIsCalledByItsKind() throws IOException {
    Path list = folder.resolve("film.mp4");
    Files.writeString(list, "ffconcat version 1.0\nfile private.mkv\n");
    assertThatThrownBy(() -> VideoReader.open(list))
        .hasMessageContaining("(concat)")
        .hasMessageContaining("may name other files");
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, libopenh264",
    "mov, libopenh264",
    "matroska, libopenh264",
    "webm, libvpx-vp9",
    "avi, mpeg4",
    "mpegts, libopenh264"
  })
  void theUsualVideosAreOpenedWhateverTheirName(String format, String codec)
      throws FrameRecorder.Exception {
    Path file = folder.resolve("http:100%03d.txt");
    try (FFmpegFrameRecorder r = new FFmpegFrameRecorder(file.toFile(), 64, 36, 0)) {
      r.setFormat(format);
      r.setVideoCodecName(codec);
      r.setFrameRate(12);
      r.start();
      try (var frame = new org.bytedeco.javacv.Frame(64, 36, 8, 3)) {
        for (int i = 0; i < 5; i++) {
          r.record(frame);
        }
      }
    }
    assertThat(Samples.frames(file)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "wav, pcm_s16le",
    "mp3, libmp3lame",
    "flac, flac",
    "ogg, libopus",
    "adts, aac",
    "ipod, aac"
  })
  void theUsualSoundsAreOpenedWhateverTheirName(String format, String codec)
      throws FrameRecorder.Exception {
    Path file = folder.resolve("sound");
    try (FFmpegFrameRecorder r = new FFmpegFrameRecorder(file.toFile(), 2)) {
      r.setFormat(format);
      r.setAudioCodecName(codec);
      r.setSampleRate(48_000);
      r.start();
      short[] tone = new short[96_000];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (short) (9000 * Math.sin(i / 2 * 0.06));
      }
      r.recordSamples(48_000, 2, java.nio.ShortBuffer.wrap(tone));
    }
    assertThat(Samples.sound(file).length).isBetween(90_000, 102_000);
  }

  @Test
  void aVideoThatNamesAnotherFileInItsHeadIsOnlyItself() throws IOException {
    Path text = folder.resolve("a.txt");
    Files.writeString(text, "concat:private.mkv", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> VideoReader.open(text)).isInstanceOf(MediaException.class);
  }
}
