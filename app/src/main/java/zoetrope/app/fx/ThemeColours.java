package zoetrope.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** Colours of the theme for what is drawn by hand: a region that style sheets give them to. */
public class ThemeColours extends Region {
  private static final List<String> NAMES =
      List.of(
          "ground",
          "lane",
          "line",
          "muted",
          "text",
          "accent",
          "title",
          "on-title",
          "clip",
          "on-clip",
          "joint",
          "sound",
          "on-sound",
          "wave",
          "marker",
          "playhead");
  private static final List<CssMetaData<? extends Styleable, ?>> DATA = data();

  private final List<SimpleStyleableObjectProperty<Color>> colours = new ArrayList<>();

  /** {@code changed} is called whenever the theme gave other colours. */
  public ThemeColours(Runnable changed) {
    getStyleClass().add("skin");
    setManaged(false);
    for (int i = 0; i < NAMES.size(); i++) {
      SimpleStyleableObjectProperty<Color> p =
          new SimpleStyleableObjectProperty<>(meta(i), this, NAMES.get(i), Color.GREY);
      p.addListener((o, was, is) -> changed.run());
      colours.add(p);
    }
  }

  @SuppressWarnings("unchecked")
  private static CssMetaData<ThemeColours, Color> meta(int i) {
    return (CssMetaData<ThemeColours, Color>) DATA.get(Region.getClassCssMetaData().size() + i);
  }

  private static List<CssMetaData<? extends Styleable, ?>> data() {
    List<CssMetaData<? extends Styleable, ?>> out = new ArrayList<>(Region.getClassCssMetaData());
    for (int i = 0; i < NAMES.size(); i++) {
      int at = i;
      Function<ThemeColours, SimpleStyleableObjectProperty<Color>> property =
          s -> s.colours.get(at);
      out.add(
          new CssMetaData<ThemeColours, Color>(
              "-zs-" + NAMES.get(i), StyleConverter.getColorConverter(), Color.GREY) {
            @Override
            public boolean isSettable(ThemeColours s) {
              return true;
            }

            @Override
            public StyleableProperty<Color> getStyleableProperty(ThemeColours s) {
              return property.apply(s);
            }
          });
    }
    return List.copyOf(out);
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return DATA;
  }

  private Color colour(String name) {
    return colours.get(NAMES.indexOf(name)).get();
  }

  public Color ground() {
    return colour("ground");
  }

  public Color lane() {
    return colour("lane");
  }

  public Color line() {
    return colour("line");
  }

  public Color muted() {
    return colour("muted");
  }

  public Color text() {
    return colour("text");
  }

  public Color accent() {
    return colour("accent");
  }

  public Color title() {
    return colour("title");
  }

  public Color onTitle() {
    return colour("on-title");
  }

  public Color clip() {
    return colour("clip");
  }

  public Color onClip() {
    return colour("on-clip");
  }

  public Color joint() {
    return colour("joint");
  }

  public Color sound() {
    return colour("sound");
  }

  public Color onSound() {
    return colour("on-sound");
  }

  public Color wave() {
    return colour("wave");
  }

  public Color marker() {
    return colour("marker");
  }

  /** Follows the theme. */
  public ObservableValue<Color> playheadColour() {
    return colours.get(NAMES.indexOf("playhead"));
  }
}
