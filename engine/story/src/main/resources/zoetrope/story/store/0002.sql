-- Takes that the user threw away: kept, so that it can be taken back, but no longer listed.
ALTER TABLE take ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1));
