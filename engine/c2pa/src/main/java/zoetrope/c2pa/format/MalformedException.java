package zoetrope.c2pa.format;

/** Bytes of a manifest that are not what the specification says; never leaves the c2pa packages. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedException(String problem) {
    super(problem);
  }
}
