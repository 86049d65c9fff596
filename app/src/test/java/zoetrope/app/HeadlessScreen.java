package zoetrope.app;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Screen;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * The headless toolkit's one screen, given another size and scale for a while. The toolkit has no
 * switch for either (HeadlessApplication makes 1000 x 1000 pixels at 100 %).
 */
public final class HeadlessScreen implements AutoCloseable {
  private static final int DEPTH = 32;
  private static final int RESOLUTION = 100;
  private static final int USUAL = 1000;

  /**
   * @param width of the screen in its own pixels
   * @param scale of what is shown on it: at 1.5, 1024 pixels show 683 of the layout
   */
  public HeadlessScreen(int width, int height, float scale) {
    TestBench.startToolkit();
    set(width, height, scale);
  }

  private static void set(int width, int height, float scale) {
    TestBench.fx(
        () -> {
          int w = (int) (width / scale);
          int h = (int) (height / scale);
          Screen screen =
              new Screen(
                  1,
                  DEPTH,
                  0,
                  0,
                  w,
                  h,
                  0,
                  0,
                  width,
                  height,
                  0,
                  0,
                  w,
                  h,
                  RESOLUTION,
                  RESOLUTION,
                  scale,
                  scale,
                  scale,
                  scale);
          put("screens", new Screen[] {screen});
          put("frameBuffer", ByteBuffer.allocate(4 * 4 * width * height + 4 * USUAL * USUAL));
          Screen.notifySettingsChanged();
        });
    TestBench.settle();
  }

  private static void put(String field, Object value) {
    try {
      Application toolkit = Application.GetApplication();
      Field f = toolkit.getClass().getDeclaredField(field);
      f.setAccessible(true);
      f.set(toolkit, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the headless toolkit of this JavaFX is another", e);
    }
  }

  @Override
  public void close() {
    set(USUAL, USUAL, 1);
  }
}
