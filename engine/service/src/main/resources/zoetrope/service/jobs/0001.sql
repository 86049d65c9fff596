CREATE TABLE job (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('generate', 'export')),
  shot TEXT, takes INTEGER, seed INTEGER,
  file TEXT, preset TEXT,
  error TEXT,
  ended INTEGER NOT NULL
) STRICT;
CREATE TABLE queue (one INTEGER PRIMARY KEY CHECK (one = 1), paused INTEGER NOT NULL) STRICT;
INSERT INTO queue VALUES (1, 0);
