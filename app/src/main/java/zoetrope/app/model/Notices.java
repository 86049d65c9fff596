package zoetrope.app.model;

/** Tells the user something without stopping the work. May be called from any thread. */
public interface Notices {
  /** Something went well. */
  void done(String text);

  /** Something went wrong; the error is translated to words here, once. */
  void failed(Throwable error);
}
