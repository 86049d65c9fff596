package zoetrope.diffusion.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;

/**
 * The builds of ONNX Runtime that this process could load: {@code onnxruntime} and {@code
 * onnxruntime_gpu} hold the same classes and other native libraries, and where both are on the
 * class path their order would say which one runs.
 */
final class Builds {
  private static final String CLASS = OrtEnvironment.class.getName().replace('.', '/') + ".class";

  private Builds() {}

  /** Throws {@link InferenceException} where this process has more than one. */
  static void requireOne() {
    requireOne(System.getProperty("java.class.path", ""));
  }

  static void requireOne(String classPath) {
    List<String> found = found(classPath);
    if (found.size() > 1) {
      throw new InferenceException(
          "more than one build of ONNX Runtime is on the class path: " + String.join(", ", found),
          "Take all but one away, or start Zoetrope with its launcher, which keeps the build for"
              + " CUDA (ZOETROPE_CUDA=1) in a folder of its own");
    }
  }

  /** Only jars of such a name are opened: a class path is long, and programs start often. */
  private static List<String> found(String classPath) {
    List<String> named =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> name(entry).contains("onnxruntime"))
            .distinct()
            .toList();
    return named.size() < 2 ? named : named.stream().filter(Builds::holds).toList();
  }

  private static String name(String entry) {
    return new File(entry).getName().toLowerCase(Locale.ROOT);
  }

  private static boolean holds(String jar) {
    try (JarFile file = new JarFile(jar, false)) {
      return file.getEntry(CLASS) != null;
    } catch (IOException _) {
      return false; // neither does Java load classes from it
    }
  }
}
