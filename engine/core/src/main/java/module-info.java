/** What the document, the models, the film and the studio share; it knows nobody. */
module zoetrope.core {
  requires static org.jspecify;

  exports zoetrope.core.camera;
  exports zoetrope.core.geometry;
  exports zoetrope.core.image;
  exports zoetrope.core.motion;
  exports zoetrope.core.task;
}
