package zoetrope.media.picture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.MediaException;
import zoetrope.media.decode.FrameDecoder;
import zoetrope.media.decode.Orientation;
import zoetrope.media.decode.PacketDecoder;
import zoetrope.media.decode.PixelAspect;
import zoetrope.media.decode.Pixels;

/** What FFmpeg decodes: WebP, AVIF, HEIC, and the first frame of a video. */
final class FramePictures {
  private static final long LARGEST = 1L << 29;

  private FramePictures() {}

  static RgbaImage webp(Path file) throws IOException {
    Webp webp;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      webp = Webp.of(Bytes.of(channel));
    }
    Limits.check(file, webp.width(), webp.height());
    if (webp.still().length == 0 || webp.width() < 1 || webp.height() < 1) {
      throw new MediaException(file, "the picture is damaged", Pictures.REMEDY);
    }
    try (PacketDecoder decoder = PacketDecoder.of(avcodec.AV_CODEC_ID_WEBP, webp.still())) {
      AVFrame frame =
          decoder
              .frame()
              .orElseThrow(
                  () -> new MediaException(file, "the picture is damaged", Pictures.REMEDY));
      if (frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED) {
        frame.colorspace(avutil.AVCOL_SPC_BT470BG); // whatever its size
      }
      int wide = frame.width();
      try (Pixels pixels = Pixels.rgba(wide, frame.height(), Orientation.UPRIGHT)) {
        Rows picture = new Rows.Eight(pixels.of(frame), wide, frame.height());
        Rows canvas =
            new Rows.Canvas(picture, webp.left(), webp.top(), webp.width(), webp.height());
        return PictureNormalizer.of(canvas, webp.notes());
      }
    }
  }

  /** A file that is one packet of a codec, and what it says beside; empty where it is damaged. */
  static Optional<RgbaImage> alone(Path file, int codec, PictureMetadata notes) throws IOException {
    if (Files.size(file) > LARGEST) {
      return Optional.empty();
    }
    try (PacketDecoder decoder = PacketDecoder.of(codec, Files.readAllBytes(file))) {
      return decoder.frame().map(frame -> developed(frame, notes));
    }
  }

  private static RgbaImage developed(AVFrame frame, PictureMetadata notes) {
    try (Pixels pixels = Pixels.rgba(frame.width(), frame.height(), Orientation.UPRIGHT)) {
      avutil.av_frame_remove_side_data(frame, avutil.AV_FRAME_DATA_ICC_PROFILE); // the notes do
      byte[] rgba = pixels.of(frame);
      return PictureNormalizer.of(new Rows.Eight(rgba, frame.width(), frame.height()), notes);
    }
  }

  static RgbaImage first(Path file, String problem) {
    try (FrameDecoder decoder = decoder(file, problem)) {
      Limits.check(file, decoder.width(), decoder.height());
      if (!decoder.advance()) {
        throw new MediaException(file, "the picture is damaged", Pictures.REMEDY);
      }
      PixelAspect.Size shown = decoder.shown();
      Orientation way = decoder.orientation();
      double k = Math.min(1, (double) Reducer.SIDE / Math.max(shown.width(), shown.height()));
      int wide = Math.max(1, (int) Math.round(shown.width() * k));
      int high = Math.max(1, (int) Math.round(shown.height() * k));
      try (Pixels pixels = Pixels.rgba(wide, high, way)) {
        return new RgbaImage(wide, high, pixels.of(decoder.frame()));
      }
    }
  }

  private static FrameDecoder decoder(Path file, String problem) {
    try {
      return FrameDecoder.open(file, FrameDecoder.Kind.PICTURE);
    } catch (MediaException e) {
      throw new MediaException(file, problem, Pictures.REMEDY, e); // it speaks of videos
    }
  }
}
