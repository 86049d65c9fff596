package zoetrope.diffusion.checkpoint.pickle;

import zoetrope.diffusion.checkpoint.decode.FormatException;

/** All that a pickle may name. */
sealed interface Global {
  /** A dictionary that keeps its order. */
  record OrderedDict() implements Global {}

  /** Makes a tensor of a storage, an offset, sizes and strides, and in its third form a type. */
  record RebuildTensor(boolean typed) implements Global {}

  /** Makes a parameter, which is a tensor. */
  record RebuildParameter() implements Global {}

  /** A storage of one type. */
  record StorageOf(TorchType type) implements Global {}

  /** A storage of bytes. */
  record Untyped() implements Global {}

  /** An element type. */
  record Type(TorchType type) implements Global {}

  /**
   * What a name stands for.
   *
   * @throws FormatException for a name that no tensor needs
   */
  static Global named(String module, String name) {
    String whole = module + "." + name;
    return switch (whole) {
      case "collections.OrderedDict" -> new OrderedDict();
      case "torch._utils._rebuild_tensor_v2" -> new RebuildTensor(false);
      case "torch._utils._rebuild_tensor_v3" -> new RebuildTensor(true);
      case "torch._utils._rebuild_parameter" -> new RebuildParameter();
      case "torch.storage.UntypedStorage" -> new Untyped();
      default ->
          (module.equals("torch") ? TorchType.stored(name) : java.util.Optional.<TorchType>empty())
              .<Global>map(StorageOf::new)
              .or(
                  () ->
                      module.equals("torch")
                          ? TorchType.named(name).map(Type::new)
                          : java.util.Optional.empty())
              .orElseThrow(
                  () ->
                      new FormatException(
                          "its pickle names " + whole + ", which no tensor needs and is not run"));
    };
  }
}
