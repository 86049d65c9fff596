import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Draws the studio's icon, a zoetrope's drum from above: {@code java installers/Icon.java OUT.png SIZE}. */
public final class Icon {
  private static final int SLITS = 9;

  private Icon() {}

  public static void main(String[] args) throws IOException {
    int size = Integer.parseInt(args[1]);
    BufferedImage im = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = im.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(size / 100.0, size / 100.0);
    g.setPaint(new GradientPaint(0, 0, new Color(0x5b3df5), 100, 100, new Color(0x12b5cb)));
    g.fill(new RoundRectangle2D.Double(3, 3, 94, 94, 24, 24));
    Area drum = new Area(new Ellipse2D.Double(16, 16, 68, 68));
    drum.subtract(new Area(new Ellipse2D.Double(29, 29, 42, 42)));
    for (int i = 0; i < SLITS; i++) {
      Area slit = new Area(new RoundRectangle2D.Double(47.5, 12, 5, 22, 4, 4));
      drum.subtract(slit.createTransformedArea(AffineTransform.getRotateInstance(2 * Math.PI * i / SLITS, 50, 50)));
    }
    g.setColor(Color.WHITE);
    g.fill(drum);
    g.setStroke(new BasicStroke(2));
    java.awt.geom.Path2D play = new java.awt.geom.Path2D.Double();
    play.moveTo(45, 41);
    play.lineTo(60, 50);
    play.lineTo(45, 59);
    play.closePath();
    g.fill(play);
    g.draw(play);
    g.dispose();
    ImageIO.write(im, "png", new File(args[0]));
  }
}
