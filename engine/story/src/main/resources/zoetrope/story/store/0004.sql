-- Shots may cast from the stock. Those that do not are kept as they were, so nothing is changed; versions that know no such shots are told by the number.
UPDATE revision SET value = value;
