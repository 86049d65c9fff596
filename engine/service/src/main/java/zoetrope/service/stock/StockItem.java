package zoetrope.service.stock;

import java.nio.file.Path;

/**
 * A picture of the stock.
 *
 * @param id by which shots name it
 * @param name in English
 * @param chinese its name in Chinese
 * @param picture with alpha
 */
public record StockItem(String id, StockKind kind, String name, String chinese, Path picture) {}
