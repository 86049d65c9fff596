-- One row for each part of the document that an edit can touch. The body is the part's record as JSON.
CREATE TABLE part (
  kind     TEXT    NOT NULL CHECK (kind IN ('story', 'character', 'shot', 'pick', 'timeline')),
  id       TEXT    NOT NULL,
  position INTEGER NOT NULL,
  body     TEXT    NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- Rises with every commit that changes a part, so that other processes see that their copy is old.
CREATE TABLE revision (value INTEGER NOT NULL);
INSERT INTO revision VALUES (0);

-- The command log: steps with undone = 0 can be undone from the last, the others redone from the first.
CREATE TABLE step (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  label   TEXT    NOT NULL,
  gesture TEXT    NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);

-- What a step did to one part; a null body means that the part was not there.
CREATE TABLE change (
  step            INTEGER NOT NULL REFERENCES step (number) ON DELETE CASCADE,
  kind            TEXT    NOT NULL,
  id              TEXT    NOT NULL,
  before_position INTEGER,
  before_body     TEXT,
  after_position  INTEGER,
  after_body      TEXT,
  PRIMARY KEY (step, kind, id)
) WITHOUT ROWID;

-- A take names its shot without a foreign key: removing a shot can be undone, and its takes must still be there then.
CREATE TABLE take (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT    NOT NULL UNIQUE,
  shot    TEXT    NOT NULL,
  seed    INTEGER NOT NULL,
  recipe  TEXT    NOT NULL,
  created TEXT    NOT NULL,
  starred INTEGER NOT NULL CHECK (starred IN (0, 1))
);
CREATE INDEX take_shot ON take (shot);

CREATE TABLE take_score (
  take  INTEGER NOT NULL REFERENCES take (number) ON DELETE CASCADE,
  name  TEXT    NOT NULL,
  value REAL    NOT NULL,
  PRIMARY KEY (take, name)
) WITHOUT ROWID;

CREATE TABLE take_file (
  take      INTEGER NOT NULL REFERENCES take (number) ON DELETE CASCADE,
  role      TEXT    NOT NULL,
  sha256    TEXT    NOT NULL,
  extension TEXT    NOT NULL,
  PRIMARY KEY (take, role)
) WITHOUT ROWID;
