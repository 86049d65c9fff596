package zoetrope.media.encode;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.core.time.Rate;
import zoetrope.media.Encoding;
import zoetrope.media.Tags;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.filter.FilterGraph;

/**
 * A looping GIF with one palette for the whole film: frames wait in a lossless file until all their
 * colours are known, then FFmpeg's palettegen chooses 255 and paletteuse maps to them, with an
 * ordered dither, so that what stands still does not flicker.
 */
final class GifSink implements FrameSink {
  private static final String SOURCE = "buffer@%s=video_size=%dx%d:pix_fmt=%s:time_base=1/100";

  private final Path file;
  private final Path waiting;
  private final int width;
  private final int height;
  private final GifTimes times;
  private final FrameSink store;
  private final Tags tags;
  private long count;

  private GifSink(
      Path file, Path waiting, int width, int height, Rate rate, FrameSink store, Tags tags) {
    this.file = file;
    this.waiting = waiting;
    this.width = width;
    this.height = height;
    times = new GifTimes(rate.perSecond());
    this.store = store;
    this.tags = tags;
  }

  static GifSink open(Path file, int width, int height, Rate rate, Tags tags) {
    Outputs.check(file);
    Path waiting = Outputs.part(file.resolveSibling(file.getFileName() + ".frames"));
    FrameSink store =
        VideoSink.open(waiting, Encoding.LOSSLESS, width, height, rate, false, Tags.NONE);
    return new GifSink(file, waiting, width, height, rate, store, tags);
  }

  @Override
  public void frame(byte[] rgb, boolean key) {
    if (times.shown(count++)) {
      store.frame(rgb, key);
    }
  }

  @Override
  public void sound(float[] stereo, int from, int to) {}

  @Override
  public void finish() {
    store.finish();
    AVFrame palette = avutil.av_frame_alloc();
    try {
      palette(palette);
      write(palette);
    } finally {
      avutil.av_frame_free(palette);
    }
  }

  private void palette(AVFrame out) {
    String graph = SOURCE + ",palettegen=stats_mode=full,buffersink@out";
    try (FilterGraph colours = new FilterGraph(graph.formatted("in", width, height, "bgr0"));
        FrameDecoder frames = FrameDecoder.open(waiting, FrameDecoder.Kind.PICTURE)) {
      while (frames.advance()) {
        colours.put("buffer@in", frames.frame());
      }
      colours.end("buffer@in");
      if (!colours.take(out)) {
        throw new IllegalStateException("FFmpeg chose no palette");
      }
    }
  }

  private void write(AVFrame palette) {
    String graph =
        (SOURCE + "[v];").formatted("in", width, height, "bgr0")
            + (SOURCE + "[p];").formatted("palette", palette.width(), palette.height(), "bgra")
            + "[v][p]paletteuse=dither=bayer:bayer_scale=5,buffersink@out";
    AVFrame mapped = avutil.av_frame_alloc();
    try (FilterGraph map = new FilterGraph(graph);
        FrameDecoder frames = FrameDecoder.open(waiting, FrameDecoder.Kind.PICTURE);
        Muxer muxer = new Muxer(file, "gif", Tags.NONE)) {
      Muxer.Track track = muxer.add(codec());
      muxer.begin(Map.of("loop", "0"));
      map.put("buffer@palette", palette);
      map.end("buffer@palette");
      long n = 0;
      boolean more = true;
      while (more) {
        more = frames.advance();
        if (more) {
          frames.frame().pts(n);
          map.put("buffer@in", frames.frame());
        } else {
          map.end("buffer@in");
        }
        while (map.take(mapped)) {
          mapped.pts(times.start(n));
          mapped.duration(times.start(n + 1) - times.start(n));
          n++;
          track.encode(mapped);
          avutil.av_frame_unref(mapped);
        }
      }
      muxer.finish(part -> GifComment.add(part, tags));
    } finally {
      avutil.av_frame_free(mapped);
    }
  }

  private AVCodecContext codec() {
    AVCodec gif = Codecs.named("gif");
    AVCodecContext c = avcodec.avcodec_alloc_context3(gif);
    c.width(width);
    c.height(height);
    c.pix_fmt(avutil.AV_PIX_FMT_PAL8);
    c.time_base(avutil.av_make_q(1, 100));
    c.flags(c.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_FRAME_DURATION);
    Codecs.open(c, gif, new AVDictionary(null));
    return c;
  }

  @Override
  public void close() {
    store.close();
    Outputs.discard(waiting);
  }
}
