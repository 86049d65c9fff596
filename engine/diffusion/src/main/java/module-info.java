module zoetrope.diffusion {
  requires static org.jspecify;
  requires com.microsoft.onnxruntime;
  requires org.tribuo.util.onnx;
  requires com.google.protobuf;
  requires com.fasterxml.jackson.databind;

}
