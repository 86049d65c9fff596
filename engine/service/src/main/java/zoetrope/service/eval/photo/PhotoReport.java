package zoetrope.service.eval.photo;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured, photo by photo.
 *
 * @param unread why files that seemed pictures were left out
 */
public record PhotoReport(List<Photo> photos, List<String> unread) {
  private static final double NONE = Double.POSITIVE_INFINITY;

  public PhotoReport {
    photos = List.copyOf(photos);
    unread = List.copyOf(unread);
  }

  /** All figures of one photo. */
  public record Photo(
      String name, View zoom, View pan, List<Hole> holes, List<Selection> selections) {
    public Photo {
      holes = List.copyOf(holes);
      selections = List.copyOf(selections);
    }
  }

  /**
   * What a moving camera sees, against a direct warp of the photo: the worst of the frames.
   *
   * @param decibels of the difference
   * @param sharpness of the film over the warp's
   */
  public record View(double decibels, double sharpness) {}

  /**
   * An object that was brushed away.
   *
   * @param still how near the film is to the photo where nothing moves, in dB
   * @param fill what stands where the object was
   * @param smooth the same with a push-pull fill
   */
  public record Hole(double still, Fill fill, Fill smooth) {}

  /**
   * Revealed pixels.
   *
   * @param ssim against the true photo
   * @param texture variance of the Laplacian over that of the photo around the object
   */
  public record Fill(double ssim, double texture) {}

  /**
   * What a sloppy stroke over an object is taken for.
   *
   * @param overlap of what moves with the object, intersection over union
   * @param painted the same of the stroke itself
   */
  public record Selection(double overlap, double painted) {}

  /**
   * A figure and what it is held to.
   *
   * @param least that is enough
   * @param most that is not too much
   */
  public record Bar(String what, double value, double least, double most) {
    public boolean judged() {
      return least > -NONE || most < NONE;
    }

    public boolean met() {
      return value >= least && value <= most;
    }
  }

  /** The figures of all photos with their bars, means and worst. */
  public List<Bar> bars() {
    List<Bar> out = new ArrayList<>();
    List<Hole> holes = photos.stream().flatMap(p -> p.holes().stream()).toList();
    least(out, "still, film against photo (dB)", holes, Hole::still, 40);
    least(out, "zoom 1 to 1.6 against a direct warp (dB)", photos, p -> p.zoom().decibels(), 34);
    least(out, "zoom 1 to 1.6, sharpness over the warp's", photos, p -> p.zoom().sharpness(), .9);
    least(out, "pan against a direct warp (dB)", photos, p -> p.pan().decibels(), 34);
    least(out, "pan, sharpness over the warp's", photos, p -> p.pan().sharpness(), .9);
    DoubleSummaryStatistics ssim = stats(holes, h -> h.fill().ssim());
    out.add(new Bar("holes, SSIM to the photo, mean", ssim.getAverage(), .55, NONE));
    out.add(told("holes, SSIM to the photo, worst", ssim.getMin()));
    out.add(told("holes, SSIM of a push-pull fill, mean", mean(holes, h -> h.smooth().ssim())));
    out.add(new Bar("holes, texture, mean", geometric(holes, h -> h.fill().texture()), .6, 1.6));
    out.add(
        told(
            "holes, share with texture of 0.6 to 1.6",
            mean(holes, h -> h.fill().texture() >= .6 && h.fill().texture() <= 1.6 ? 1 : 0)));
    out.add(
        told("holes, texture of a push-pull fill", geometric(holes, h -> h.smooth().texture())));
    List<Selection> brushed = photos.stream().flatMap(p -> p.selections().stream()).toList();
    DoubleSummaryStatistics overlap = stats(brushed, Selection::overlap);
    out.add(new Bar("brush to object, IoU, mean", overlap.getAverage(), .85, NONE));
    out.add(told("brush to object, IoU, worst", overlap.getMin()));
    out.add(told("brush to object, IoU of the strokes", mean(brushed, Selection::painted)));
    return out;
  }

  /** A figure of which both the mean and the worst have to reach a bar. */
  private static <T> void least(
      List<Bar> out, String what, List<T> of, ToDoubleFunction<T> figure, double least) {
    DoubleSummaryStatistics s = stats(of, figure);
    out.add(new Bar(what + ", mean", s.getAverage(), least, NONE));
    out.add(new Bar(what + ", worst", s.getMin(), least, NONE));
  }

  private static Bar told(String what, double value) {
    return new Bar(what, value, -NONE, NONE);
  }

  private static <T> DoubleSummaryStatistics stats(List<T> of, ToDoubleFunction<T> figure) {
    return of.stream().mapToDouble(figure).filter(Double::isFinite).summaryStatistics();
  }

  static <T> double mean(List<T> of, ToDoubleFunction<T> figure) {
    return of.stream().mapToDouble(figure).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /** The mean of ratios: twice as much and half as much make up for each other. */
  static <T> double geometric(List<T> of, ToDoubleFunction<T> figure) {
    return Math.exp(mean(of, v -> Math.log(Math.max(1e-6, figure.applyAsDouble(v)))));
  }

  /** One photo's means, by short names. */
  public static java.util.Map<String, Double> figures(Photo p) {
    java.util.Map<String, Double> out = new java.util.LinkedHashMap<>();
    out.put("still", mean(p.holes(), Hole::still));
    out.put("zoom", p.zoom().decibels());
    out.put("sharp", p.zoom().sharpness());
    out.put("pan", p.pan().decibels());
    out.put("ssim", mean(p.holes(), h -> h.fill().ssim()));
    out.put("smooth", mean(p.holes(), h -> h.smooth().ssim()));
    out.put("texture", geometric(p.holes(), h -> h.fill().texture()));
    out.put("iou", mean(p.selections(), Selection::overlap));
    return out;
  }
}
