package zoetrope.diffusion.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.Optional;

/** What ONNX Runtime calls the engine's providers, and why one cannot be had. */
final class Providers {
  private Providers() {}

  static Optional<String> unavailable(Runtime.Provider provider) {
    if (provider == Runtime.Provider.CPU) {
      return Optional.empty();
    }
    if (!OrtEnvironment.getAvailableProviders().contains(ort(provider))) {
      return Optional.of(
          "this build of ONNX Runtime carries no %s provider, only %s. %s"
              .formatted(provider.words(), Runtime.available(), remedy(provider)));
    }
    // The build may carry it and the machine lack its libraries or its driver: asking tells.
    try (OrtSession.SessionOptions o = new OrtSession.SessionOptions()) {
      add(o, provider, Runtime.Device.FIRST);
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(
          "%s cannot be used here (%s). %s"
              .formatted(provider.words(), e.getMessage(), remedy(provider)));
    }
  }

  private static String remedy(Runtime.Provider provider) {
    return switch (provider) {
      case CPU -> "";
      case CUDA -> "It needs the engine built with -Pcuda, an NVIDIA driver, CUDA 12 and cuDNN 9";
      case TENSORRT -> "It needs the engine built with -Pcuda, CUDA 12 and TensorRT 10";
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
