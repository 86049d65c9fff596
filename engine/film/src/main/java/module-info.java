/** The film that a timeline makes: evaluated once, for the screen and for export alike. */
module zoetrope.film {
  requires static org.jspecify;
  requires zoetrope.story;
  requires zoetrope.media;
  requires java.desktop;

  exports zoetrope.film;
  exports zoetrope.film.evaluate;
  exports zoetrope.film.picture;
  exports zoetrope.film.sound;
}
