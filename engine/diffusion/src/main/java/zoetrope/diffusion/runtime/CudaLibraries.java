package zoetrope.diffusion.runtime;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NVIDIA's libraries that {@code onnxruntime_gpu} is linked with (CUDA 12, cuDNN 9, TensorRT 10),
 * and which of them this machine lacks. The system's loader names the first one that it cannot find
 * and no other, so the rest are tried one by one.
 */
final class CudaLibraries {
  /** What is installed at once. */
  enum Part {
    TOOLKIT(
        "CUDA 12",
        "libcublasLt.so.12 libcublas.so.12 libcurand.so.10 libcudart.so.12",
        "cublasLt64_12.dll cublas64_12.dll curand64_10.dll cudart64_12.dll",
        "cuda-libraries-12-8"),
    CUDNN("cuDNN 9", "libcudnn.so.9", "cudnn64_9.dll", "libcudnn9-cuda-12"),
    TENSORRT(
        "TensorRT 10",
        "libnvinfer.so.10 libnvonnxparser.so.10",
        "nvinfer_10.dll nvonnxparser_10.dll",
        "libnvinfer10 libnvonnxparsers10"),
    DRIVER("NVIDIA's driver", "libcuda.so.1", "nvcuda.dll", "");

    private final String words;
    private final String linux;
    private final String windows;
    private final String debian;

    /**
     * @param linux its libraries, with spaces between
     * @param windows the same there
     * @param debian the packages that bring them
     */
    Part(String words, String linux, String windows, String debian) {
      this.words = words;
      this.linux = linux;
      this.windows = windows;
      this.debian = debian;
    }

    private List<String> files(boolean onWindows) {
      return List.of((onWindows ? windows : linux).split(" "));
    }

    /** Whether a file is one of its own, of whatever version. */
    private boolean owns(String file, boolean onWindows) {
      return files(onWindows).stream().anyMatch(f -> stem(f).equals(stem(file)));
    }

    /** The name without its version: {@code libcudnn.so} and {@code libcudnn.so.9} are one. */
    private static String stem(String file) {
      return file.replaceFirst("(_\\d+)?\\.(so|dll).*", "");
    }
  }

  /** The loader's words on Linux; the cuDNN front end passes them on. */
  private static final Pattern LINUX =
      Pattern.compile("([\\w.+-]+\\.so[.\\d]*): cannot open shared object file");

  /** ONNX Runtime's words on Windows. */
  private static final Pattern WINDOWS =
      Pattern.compile("depends on \"([^\"]+)\" which is missing");

  /** Windows' own, which do not say what is missing. */
  private static final Pattern UNNAMED = Pattern.compile("LoadLibrary failed with error 126");

  private final boolean windows;
  private final Predicate<String> loadable;

  /**
   * @param windows whether libraries have Windows' names
   * @param loadable whether the system's loader finds a library by its name
   */
  CudaLibraries(boolean windows, Predicate<String> loadable) {
    this.windows = windows;
    this.loadable = loadable;
  }

  /** Those of this machine. */
  static CudaLibraries here() {
    return new CudaLibraries(File.separatorChar == '\\', CudaLibraries::loads);
  }

  @SuppressWarnings("restricted") // every command may load native libraries; ONNX Runtime does
  private static boolean loads(String name) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * What a failure says is missing, and how to install it; empty when it is about something else.
   *
   * @param needed by the provider
   * @param message ONNX Runtime's
   */
  Optional<String> missing(List<Part> needed, String message) {
    Optional<String> named = named(message);
    if (named.isEmpty() && !UNNAMED.matcher(message).find()) {
      return Optional.empty();
    }
    if (named.isPresent() && needed.stream().noneMatch(p -> p.owns(named.get(), windows))) {
      return Optional.of(
          "the library %s was not found. It needs what that is a part of".formatted(named.get()));
    }
    Map<Part, List<String>> absent = new LinkedHashMap<>();
    for (Part p : needed) {
      List<String> files =
          p.files(windows).stream()
              .map(f -> named.filter(n -> !n.endsWith(".so") && same(f, n)).orElse(f))
              .filter(f -> named.filter(n -> same(f, n)).isPresent() || !loadable.test(f))
              .toList();
      if (!files.isEmpty()) {
        absent.put(p, files);
      }
    }
    return absent.isEmpty() ? Optional.empty() : Optional.of(words(absent));
  }

  private static boolean same(String file, String other) {
    return Part.stem(file).equals(Part.stem(other));
  }

  private static Optional<String> named(String message) {
    for (Pattern p : List.of(LINUX, WINDOWS)) {
      Matcher m = p.matcher(message);
      if (m.find()) {
        return Optional.of(m.group(1));
      }
    }
    return Optional.empty();
  }

  private String words(Map<Part, List<String>> absent) {
    List<String> what = new ArrayList<>();
    absent.forEach((p, files) -> what.add("%s (%s)".formatted(String.join(", ", files), p.words)));
    return "these libraries were not found: %s. It needs what they are part of: %s"
        .formatted(String.join("; ", what), remedy(absent));
  }

  private String remedy(Map<Part, List<String>> absent) {
    List<String> steps = new ArrayList<>();
    if (absent.containsKey(Part.DRIVER)) {
      steps.add(
          windows
              ? "install NVIDIA's driver for the card"
              : "install NVIDIA's driver for the card (Ubuntu: sudo ubuntu-drivers install;"
                  + " nvidia-smi then shows the card; a container needs --gpus all)");
    }
    List<Part> libraries = absent.keySet().stream().filter(p -> p != Part.DRIVER).toList();
    if (!libraries.isEmpty()) {
      String names = libraries.stream().map(p -> p.words).collect(Collectors.joining(" and "));
      String debian = libraries.stream().map(p -> p.debian).collect(Collectors.joining(" "));
      steps.add(
          windows
              ? "install %s and see that the folders of its DLLs are in PATH".formatted(names)
              : ("install %s (Debian, Ubuntu, from NVIDIA's repository: sudo apt install %s), or,"
                      + " where that is done, put the libraries' folder into LD_LIBRARY_PATH")
                  .formatted(names, debian));
    }
    return String.join("; ", steps);
  }
}
