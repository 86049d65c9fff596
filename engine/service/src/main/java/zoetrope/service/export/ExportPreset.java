package zoetrope.service.export;

/**
 * Named settings.
 *
 * @param name by which the command line asks for them and screens find their words; small letters
 *     and digits
 */
public record ExportPreset(String name, ExportSettings settings) {}
