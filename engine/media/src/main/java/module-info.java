module zoetrope.media {
  requires static org.jspecify;
  requires transitive zoetrope.core;
  requires java.desktop;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.opencv;

  exports zoetrope.media;
  exports zoetrope.media.sound;
}
