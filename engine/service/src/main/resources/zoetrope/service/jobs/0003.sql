-- What a job does is one JSON object (docs/formats/jobs.md). Before, there were columns for each kind, and an export's preset was a name or a
-- name, "+label:" and the words of a label. A preset that was not known then stays a name, which no version runs.
CREATE TABLE job_now (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  work TEXT NOT NULL,
  error TEXT,
  ended INTEGER NOT NULL,
  priority TEXT NOT NULL,
  begun INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  errors TEXT NOT NULL
) STRICT;
CREATE TEMP TABLE preset_then (name TEXT PRIMARY KEY, settings TEXT NOT NULL);
INSERT INTO preset_then VALUES
  ('youtube', '{"encoding":"MP4","size":{"width":1920,"height":1080}}'),
  ('vertical', '{"encoding":"MP4","size":{"width":1080,"height":1920}}'),
  ('square', '{"encoding":"MP4","size":{"width":1080,"height":1080}}'),
  ('webm', '{"encoding":"WEBM","size":"story"}'),
  ('prores', '{"encoding":"PRORES","size":"story"}'),
  ('lossless', '{"encoding":"LOSSLESS","size":"story"}'),
  ('gif', '{"encoding":"GIF","size":{"longest":640}}'),
  ('png', '{"encoding":"PNG_SEQUENCE","size":"story"}');
INSERT INTO job_now
  SELECT place, id, state,
    CASE
      WHEN kind = 'generate' THEN
        json_object('kind', 'take', 'version', 1, 'shot', shot, 'takes', takes, 'seed', seed)
      WHEN settings IS NULL THEN
        json_object('kind', 'export', 'version', 1, 'file', file, 'preset', preset)
      WHEN instr(preset, '+label:') = 0 THEN
        json_object('kind', 'export', 'version', 1, 'file', file, 'settings', json(settings))
      ELSE
        json_object('kind', 'export', 'version', 1, 'file', file, 'settings', json_set(settings, '$.label',
          json_object('text', substr(preset, instr(preset, '+label:') + 7), 'corner', 'BOTTOM_RIGHT')))
    END,
    error, ended, priority, begun, lost, errors
  FROM job LEFT JOIN preset_then ON preset_then.name =
    CASE instr(preset, '+label:') WHEN 0 THEN preset ELSE substr(preset, 1, instr(preset, '+label:') - 1) END
  ORDER BY place;
DROP TABLE preset_then;
DROP TABLE job;
ALTER TABLE job_now RENAME TO job;
