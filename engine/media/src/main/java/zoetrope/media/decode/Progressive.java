package zoetrope.media.decode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Passes frames on; from the first interlaced one on through a {@link Deinterlacer}. What it gives
 * for a frame depends on the frame and its two neighbours alone, wherever reading began.
 */
final class Progressive implements AutoCloseable {
  private final AVRational unit;
  private final AVFrame before = avutil.av_frame_alloc();
  private final AVFrame held = avutil.av_frame_alloc();
  private Optional<Deinterlacer> deinterlacer = Optional.empty();
  private boolean needed;
  private boolean ready;
  private boolean ended;
  private int surplus;

  Progressive(AVRational unit) {
    this.unit = unit;
  }

  /** Whether a frame was interlaced. */
  boolean needed() {
    return needed;
  }

  /** Takes a decoded frame, which stays the caller's. */
  void put(AVFrame frame) {
    boolean video = frame.width() > 0;
    boolean interlaced = video && (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    needed |= interlaced;
    if (!needed) {
      ready = true;
      if (video) {
        keep(before, frame);
      }
    } else if (deinterlacer.isEmpty()) {
      begin(frame);
    } else if (deinterlacer.get().suits(frame)) {
      deinterlacer.get().put(frame);
    } else {
      keep(held, frame); // another size from here on: what is under way comes first
      deinterlacer.get().end();
    }
  }

  /** The first frame that goes through is given its neighbour too. */
  private void begin(AVFrame frame) {
    Deinterlacer d = new Deinterlacer(frame, unit);
    deinterlacer = Optional.of(d);
    if (before.width() > 0 && d.suits(before)) {
      d.put(before);
      surplus = 1;
    }
    avutil.av_frame_unref(before);
    d.put(frame);
  }

  private static void keep(AVFrame to, AVFrame frame) {
    avutil.av_frame_unref(to);
    avutil.av_frame_ref(to, frame);
  }

  void end() {
    ended = true;
    deinterlacer.ifPresent(Deinterlacer::end);
  }

  /** Whether the frame holds the next; false after the last; empty where more must be put. */
  Optional<Boolean> next(AVFrame frame) {
    if (ready) {
      ready = false;
      return Optional.of(true);
    }
    while (deinterlacer.isPresent() && deinterlacer.get().take(frame)) {
      if (surplus == 0) {
        return Optional.of(true);
      }
      surplus--;
      avutil.av_frame_unref(frame);
    }
    if (held.width() > 0) {
      deinterlacer.ifPresent(Deinterlacer::close);
      begin(held);
      avutil.av_frame_unref(held);
      if (ended) {
        end();
      }
      return next(frame);
    }
    return ended ? Optional.of(false) : Optional.empty();
  }

  /** Forgets all frames: reading goes on elsewhere. */
  void restart() {
    deinterlacer.ifPresent(Deinterlacer::close);
    deinterlacer = Optional.empty();
    avutil.av_frame_unref(before);
    avutil.av_frame_unref(held);
    ready = false;
    ended = false;
    surplus = 0;
  }

  @Override
  public void close() {
    restart();
    avutil.av_frame_free(before);
    avutil.av_frame_free(held);
  }
}
