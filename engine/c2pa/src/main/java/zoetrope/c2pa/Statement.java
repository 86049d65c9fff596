package zoetrope.c2pa;

/**
 * What a manifest says of a file beside that it was made by a model.
 *
 * @param title of the story; may be empty
 * @param version of the program
 * @param model the model's name; may be empty where takes of several went in
 */
public record Statement(String title, String version, String model) {}
