package zoetrope.service.take;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.Ease;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Area;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;

/**
 * Writes down what a take is made from, for {@link Fingerprint}. This is version 1, the bytes that
 * the first release hashed: every tag and name below is part of the format, whatever the class or
 * component that it once named is called today. Latents and takes on users' disks carry these
 * hashes, so nothing written here may change.
 *
 * <p>What is added to a request later is written after the version-1 part, and only where it is not
 * its default: requests that do not use it keep their fingerprint.
 *
 * <pre>
 * value  := tag content        tag: 2 bytes of length, then modified UTF-8 (DataOutput.writeUTF)
 * record := (name value)*      name: 4 bytes of length, then UTF-8
 * list   := count value*       count: 4 bytes, big-endian; an optional is a list of at most one
 * text   := length UTF-8       numbers are texts, as Java prints them
 * </pre>
 */
final class CanonicalForm {
  /** Writes the content of one value. */
  @FunctionalInterface
  private interface Content<T> {
    void write(T value) throws IOException;
  }

  private final DataOutputStream out;

  CanonicalForm(DataOutputStream out) {
    this.out = out;
  }

  /** All that decides what a take looks like. */
  void question(String model, List<String> options, ShotRequest request) throws IOException {
    out.writeInt(3);
    string(model);
    list(options, this::string);
    request(request);
  }

  private void request(ShotRequest r) throws IOException {
    tag("zoetrope.diffusion.ShotRequest");
    field("prompt", r.prompt());
    field("negative", r.negative());
    name("shape");
    constant("zoetrope.diffusion.FrameShape", r.shape());
    field("frames", r.frames());
    name("firstFrame");
    optional(r.firstFrame(), this::image);
    name("lastFrame");
    optional(r.lastFrame(), this::image);
    name("continues");
    tag("java.lang.Boolean");
    out.writeBoolean(r.continues());
    name("moving");
    list(r.moving(), m -> moving(m, r.shape()));
    name("pins");
    list(r.pins(), pin -> area(pin, r.shape()));
    name("camera");
    optional(r.camera(), this::camera);
    name("seed");
    tag("java.lang.Long");
    text(Long.toString(r.seed()));
    field("steps", r.steps());
    field("guidance", r.guidance());
    field("identityStrength", r.identityStrength());
    field("motionStrength", r.motionStrength());
  }

  private void moving(Moving m, FrameShape shape) throws IOException {
    switch (m) {
      case Moving.Character c -> {
        tag("zoetrope.diffusion.Moving$Character");
        name("look");
        image(c.look());
        name("views");
        list(c.views(), this::image);
        field("size", c.size());
        name("path");
        path(c.path());
      }
      case Moving.Region r -> {
        tag("zoetrope.diffusion.Moving$Region");
        name("mask");
        area(r.area(), shape);
        name("path");
        path(r.path());
      }
    }
  }

  private void path(MotionPath p) throws IOException {
    tag("zoetrope.diffusion.MotionPath");
    name("points");
    list(p.points(), this::point);
    pace(p.ease());
  }

  private void pace(Ease ease) throws IOException {
    name("pace");
    tag("zoetrope.diffusion.MotionPath$Pace");
    text(
        switch (ease) {
          case LINEAR -> "EVEN";
          case IN -> "SLOW_START";
          case OUT -> "SLOW_END";
          case IN_OUT -> "SLOW_BOTH";
        });
  }

  private void point(MotionPath.Point p) throws IOException {
    tag("zoetrope.diffusion.MotionPath$Point");
    field("x", p.x());
    field("y", p.y());
    field("time", p.time());
  }

  /** Version 1 counted pans in frame heights. */
  private void camera(CameraTransform c) throws IOException {
    tag("zoetrope.diffusion.CameraMove");
    field("pan", c.panX() * c.aspect());
    field("tilt", c.panY());
    field("zoom", c.zoom());
    field("roll", c.roll());
    if (c.ease() != Ease.LINEAR) { // came later, when moves had one speed
      pace(c.ease());
    }
  }

  private void image(RgbaImage i) throws IOException {
    tag("zoetrope.diffusion.RgbaImage");
    field("width", i.width());
    field("height", i.height());
    name("rgba");
    tag("[B");
    out.writeInt(i.rgba().length);
    out.write(i.rgba());
  }

  /** Version 1 knew painted masks only: boxes were masks of the starter model's sizes. */
  private void area(Area area, FrameShape shape) throws IOException {
    switch (area) {
      case Area.Painted(Mask mask) -> mask(mask);
      case Area.Box box ->
          mask(
              switch (shape) {
                case LANDSCAPE -> box.mask(512, 288);
                case PORTRAIT -> box.mask(288, 512);
                case SQUARE -> box.mask(384, 384);
              });
    }
  }

  private void mask(Mask m) throws IOException {
    tag("zoetrope.diffusion.Mask");
    field("width", m.width());
    field("height", m.height());
    name("cover");
    tag("[F");
    out.writeInt(m.cover().length);
    for (float v : m.cover()) {
      out.writeInt(Float.floatToIntBits(v));
    }
  }

  private void field(String name, String value) throws IOException {
    name(name);
    string(value);
  }

  private void field(String name, int value) throws IOException {
    name(name);
    tag("java.lang.Integer");
    text(Integer.toString(value));
  }

  private void field(String name, double value) throws IOException {
    name(name);
    tag("java.lang.Double");
    text(Double.toString(value));
  }

  private void string(String value) throws IOException {
    tag("java.lang.String");
    text(value);
  }

  private void constant(String tag, Enum<?> value) throws IOException {
    tag(tag);
    text(value.name());
  }

  private <T> void list(List<T> items, Content<T> content) throws IOException {
    tag("list");
    items(items, content);
  }

  private <T> void optional(Optional<T> value, Content<T> content) throws IOException {
    tag("java.util.Optional");
    items(value.stream().toList(), content);
  }

  private <T> void items(List<T> items, Content<T> content) throws IOException {
    out.writeInt(items.size());
    for (T item : items) {
      content.write(item);
    }
  }

  private void tag(String tag) throws IOException {
    out.writeUTF(tag);
  }

  private void name(String name) throws IOException {
    text(name);
  }

  private void text(String s) throws IOException {
    byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
