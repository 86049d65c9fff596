package zoetrope.diffusion.model.starter;

import zoetrope.diffusion.model.starter.World.Light;
import zoetrope.diffusion.model.starter.World.Mood;
import zoetrope.diffusion.model.starter.World.Place;
import zoetrope.diffusion.model.starter.World.Weather;

/** What a prompt's scene is taken to be. */
record Scene(Pick<Place> place, Pick<Light> light, Pick<Weather> weather, Pick<Mood> mood) {

  /**
   * One of several classes.
   *
   * @param certainty its probability among them
   */
  record Pick<E extends Enum<E>>(E value, double certainty) {}

  /** The scene code [52] of a seed's layout of the place; see docs/formats/starter-model.md. */
  float[] code(long seed) {
    float[] out = new float[ScenePrior.CODE];
    int layout = (int) Math.floorMod(seed, (long) ScenePrior.LAYOUTS);
    out[World.index(place.value()) * ScenePrior.LAYOUTS + layout] = 1;
    int at = ScenePrior.PLACES * ScenePrior.LAYOUTS;
    out[at + World.index(light.value())] = 1;
    at += ScenePrior.TIMES;
    out[at + World.index(weather.value())] = 1;
    at += ScenePrior.WEATHERS;
    out[at + World.index(mood.value())] = 1;
    return out;
  }
}
