package zoetrope.film.evaluate;

import java.util.List;

/**
 * What one frame of a film shows, on black.
 *
 * @param layers pictures, the lowest first
 * @param titles over all pictures, the lowest first
 */
public record FilmFrame(List<Layer> layers, List<TitleLayer> titles) {
  public FilmFrame {
    layers = List.copyOf(layers);
    titles = List.copyOf(titles);
  }
}
