package zoetrope.diffusion.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.diffusion.runtime.CudaLibraries.Part;

/** What ONNX Runtime calls the engine's providers, and why one cannot be had. */
final class Providers {
  /** CUDA's error of the driver or the card, by its number in {@code driver_types.h}. */
  private static final Pattern CUDA_ERROR = Pattern.compile("CUDA failure (\\d+): ([^;]*)");

  private static final Pattern NO_SUCH_DEVICE =
      Pattern.compile("Invalid device ID: (\\d+), must be between 0 \\(inclusive\\) and (\\d+)");

  private Providers() {}

  /** Why this build has no such provider, and what helps; empty when it has. */
  static Optional<String> absent(Runtime.Provider provider) {
    return OrtEnvironment.getAvailableProviders().contains(ort(provider))
        ? Optional.empty()
        : Optional.of(
            "this build of ONNX Runtime carries no %s provider, only %s. %s"
                .formatted(provider.words(), Runtime.available(), remedy(provider)));
  }

  /** What ONNX Runtime's refusal means, and what helps. */
  static String refusal(Runtime.Provider provider, String message) {
    String why =
        fault(provider, message).orElseGet(() -> message.strip() + ". " + remedy(provider));
    return "%s cannot be used here: %s".formatted(provider.words(), why);
  }

  /**
   * What is wrong with a machine, where that is why a graph was refused: a library, the driver, the
   * card.
   */
  static Optional<String> fault(Runtime.Provider provider, String message) {
    return switch (provider) {
      case CUDA -> nvidia(List.of(Part.TOOLKIT, Part.CUDNN, Part.DRIVER), message);
      case TENSORRT ->
          nvidia(List.of(Part.TOOLKIT, Part.CUDNN, Part.TENSORRT, Part.DRIVER), message);
      case CPU, DIRECTML, COREML -> Optional.empty();
    };
  }

  private static Optional<String> nvidia(List<Part> needed, String message) {
    Matcher device = NO_SUCH_DEVICE.matcher(message);
    if (device.find()) {
      return Optional.of(
          "there is no device %s, cards are counted from 0 and %s can be seen. It needs another number, or a CUDA_VISIBLE_DEVICES that shows the card"
              .formatted(device.group(1), device.group(2)));
    }
    Matcher error = CUDA_ERROR.matcher(message);
    return error.find() ? card(error) : CudaLibraries.here().missing(needed, message);
  }

  private static Optional<String> card(Matcher error) {
    String remedy =
        switch (Integer.parseInt(error.group(1))) {
          case 34, 35, 803, 804 ->
              "It needs a newer NVIDIA driver, one for CUDA 12: update the driver, then restart";
          case 100, 101 ->
              "It needs an NVIDIA card that the driver sees: look at what nvidia-smi says, and at"
                  + " CUDA_VISIBLE_DEVICES";
          case 209, 222 -> "It needs a newer NVIDIA card: ONNX Runtime has no code for this one";
          case 802, 999 -> "It needs a driver that works: restart the machine, or install it again";
          default -> "";
        };
    return remedy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "CUDA says %s (error %s). %s"
                .formatted(error.group(2).strip(), error.group(1), remedy));
  }

  private static String remedy(Runtime.Provider provider) {
    return switch (provider) {
      case CPU -> "";
      case CUDA ->
          "It needs Linux or Windows on x86-64, the engine built with ZOETROPE_CUDA=1, an NVIDIA"
              + " driver, CUDA 12 and cuDNN 9";
      case TENSORRT ->
          "It needs Linux or Windows on x86-64, the engine built with ZOETROPE_CUDA=1, an NVIDIA"
              + " driver, CUDA 12, cuDNN 9 and TensorRT 10";
      case DIRECTML -> "It needs Windows 10 or newer and a build of ONNX Runtime with DirectML";
      case COREML -> "It needs macOS 10.15 or newer; its ordinary build carries it";
    };
  }

  private static OrtProvider ort(Runtime.Provider provider) {
    return switch (provider) {
      case CPU -> OrtProvider.CPU;
      case CUDA -> OrtProvider.CUDA;
      case TENSORRT -> OrtProvider.TENSOR_RT;
      case DIRECTML -> OrtProvider.DIRECT_ML;
      case COREML -> OrtProvider.CORE_ML;
    };
  }

  /** Puts a provider before the CPU, which takes what it cannot. */
  static void add(OrtSession.SessionOptions o, Runtime.Provider provider, Runtime.Device device)
      throws OrtException {
    switch (provider) {
      case CPU -> {}
      case CUDA -> cuda(o, device);
      case TENSORRT -> {
        try (OrtTensorRTProviderOptions trt = new OrtTensorRTProviderOptions(device.id())) {
          if (device.memoryLimit() > 0) {
            trt.add("trt_max_workspace_size", Long.toString(device.memoryLimit()));
          }
          o.addTensorrt(trt);
        }
        cuda(o, device); // for what TensorRT has no kernel
      }
      case DIRECTML -> {
        // Its documentation demands both.
        o.setMemoryPatternOptimization(false);
        o.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        o.addDirectML(device.id());
      }
      case COREML -> o.addCoreML();
    }
  }

  private static void cuda(OrtSession.SessionOptions o, Runtime.Device device) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.id())) {
      if (device.memoryLimit() > 0) {
        cuda.add("gpu_mem_limit", Long.toString(device.memoryLimit()));
      }
      // Grown by what is asked for: doubling would take twice the weights.
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      o.addCUDA(cuda);
    }
  }
}
