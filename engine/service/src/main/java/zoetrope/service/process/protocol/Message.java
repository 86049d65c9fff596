package zoetrope.service.process.protocol;

import java.util.List;

/** What the two processes say to each other; the form is JSON, the names are the records'. */
public sealed interface Message {
  /** Rises whenever a message changes its meaning. */
  int PROTOCOL = 2;

  /** The program's version: both sides come from one installation, or do not work together. */
  String BUILD = "Zoetrope Studio 0.1.0";

  /** What this engine can be asked for. */
  List<String> CAPABILITIES = List.of("generate", "export", "cancel", "preview");

  /** The studio's first word. */
  record Hello(int protocol, String build) implements Message {}

  /**
   * The engine's answer.
   *
   * @param pid its process
   */
  record Welcome(int protocol, String build, List<String> capabilities, long pid)
      implements Message {}

  /**
   * Asks for one take.
   *
   * @param attempt names this request, for its progress and for cancelling it
   * @param story folder of the story, which is only read
   * @param shot as JSON of the story's database
   * @param folder in which the take is made
   */
  record Generate(long attempt, String story, String shot, long seed, String folder)
      implements Message {}

  /**
   * The take is finished in its folder.
   *
   * @param question its fingerprint
   */
  record Made(String question) implements Message {}

  /**
   * Asks for the film.
   *
   * @param settings how it is written, as JSON of the queue
   */
  record Export(long attempt, String story, String file, String settings) implements Message {}

  /** The film is written. */
  record Exported(String file) implements Message {}

  /** Stops an attempt; its request ends with an error that says so. */
  record Cancel(long attempt) implements Message {}

  /** Asks whether the engine still answers. */
  record Ping(long number) implements Message {}

  /**
   * It does.
   *
   * @param memory bytes the process holds, 0 where that is not known
   */
  record Pong(long number, long memory) implements Message {}

  /** How far an attempt is. */
  record Step(long attempt, String what, int done, int total) implements Message {}

  /**
   * A picture of what is being made.
   *
   * @param file holds it; the next one takes its place
   */
  record Preview(long attempt, String file) implements Message {}

  /** What the engine has to say beside its work. */
  record Log(String level, String text) implements Message {}
}
