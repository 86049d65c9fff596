package zoetrope.diffusion.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.graph.Graph;

/**
 * Opens sessions with one policy.
 *
 * @param provider where graphs run
 * @param threads threads of one run; more than the cores only costs time
 */
public record Runtime(Provider provider, int threads) {

  /** Execution providers of ONNX Runtime that the engine can ask for. */
  public enum Provider {
    CPU,
    CUDA
  }

  /** The CPU with as many threads as there are processors, 16 at most. */
  public static Runtime cpu() {
    return new Runtime(
        Provider.CPU, Math.clamp(java.lang.Runtime.getRuntime().availableProcessors(), 1, 16));
  }

  /**
   * Weights of more bytes are read from the file where they lie, unpacked: packing them would copy
   * them all before the first step, and wins little where steps have thousands of rows.
   */
  private static final long BIG = 1L << 30;

  /** Bytes of stack on which graphs are loaded. */
  private static final long STACK = 256L << 20;

  /** Providers that this build of ONNX Runtime carries, by its own names. */
  public static List<String> available() {
    return OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::getName).toList();
  }

  /** Version of the native ONNX Runtime. */
  public static String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /**
   * Loads a graph; throws {@link InferenceException} when the provider is absent or the runtime
   * refuses the graph.
   */
  public Session open(Graph.Model model) {
    boolean bytes = model.attached().values().stream().anyMatch(a -> a.dtype() == DType.I8);
    return open(model, bytes && ByteProducts.OVERFLOW);
  }

  /**
   * @param exactBytes makes signed weights unsigned, whose products are slower and never overflow.
   *     ONNX Runtime could do that itself (session.x64quantprecision), but fails where two layers
   *     share weights
   */
  Session open(Graph.Model asked, boolean exactBytes) {
    Graph.Model model = exactBytes ? asked.unsigned() : asked;
    checkProvider();
    OrtEnvironment env = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> attached = new LinkedHashMap<>();
    try (OrtSession.SessionOptions o = options()) {
      if (model.weights().isPresent()) {
        o.addConfigEntry(
            "session.model_external_initializers_file_folder_path",
            model.weights().get().toString());
      }
      if (model.weightBytes() > BIG) {
        o.addConfigEntry("session.disable_prepacking", "1");
        o.setCPUArenaAllocator(false);
      }
      for (Map.Entry<String, Graph.Attached> e : model.attached().entrySet()) {
        attached.put(e.getKey(), tensor(env, e.getValue()));
      }
      o.addExternalInitializers(new LinkedHashMap<String, OnnxTensorLike>(attached));
      return new Session(env, create(env, model.onnx(), o), attached.values());
    } catch (OrtException e) {
      attached.values().forEach(OnnxTensor::close);
      throw new InferenceException("loading the model failed", e);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment env, Graph.Attached a) throws OrtException {
    OnnxJavaType type =
        switch (a.dtype()) {
          case I8 -> OnnxJavaType.INT8;
          case U8 -> OnnxJavaType.UINT8;
          default -> OnnxJavaType.FLOAT;
        };
    return OnnxTensor.createTensor(env, a.bytes().asByteBuffer(), a.shape().dims(), type);
  }

  /** Loads a finished ONNX model, as text encoders come. */
  public Session open(byte[] onnx) {
    return open(Graph.Model.complete(onnx));
  }

  /**
   * ONNX Runtime walks graphs by recursion, as deep as they are. On the usual stack of a Java
   * thread, of one megabyte, a deep graph overflows, which ends the process without a word.
   */
  private static OrtSession create(OrtEnvironment env, byte[] onnx, OrtSession.SessionOptions o)
      throws OrtException {
    FutureTask<OrtSession> loading = new FutureTask<>(() -> env.createSession(onnx, o));
    Thread.ofPlatform().name("zoetrope-load").stackSize(STACK).start(loading);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException _) {
          interrupted = true; // the options must outlive the loading
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case OrtException refused -> throw refused;
        case RuntimeException mistake -> throw mistake;
        case Error fatal -> throw fatal;
        default -> throw new InferenceException("loading the model failed", e.getCause());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void checkProvider() {
    if (provider == Provider.CUDA
        && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new InferenceException(
          "this build of ONNX Runtime carries no CUDA provider, only " + available(),
          "Choose the CPU, or install the GPU build of the engine and an NVIDIA driver");
    }
  }

  private OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions o = new OrtSession.SessionOptions();
    o.setIntraOpNumThreads(threads);
    o.setInterOpNumThreads(1);
    o.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    o.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    // Threads that spin while waiting would take the cores from everything else the user does.
    o.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (provider == Provider.CUDA) {
      o.addCUDA(0);
    }
    return o;
  }
}
