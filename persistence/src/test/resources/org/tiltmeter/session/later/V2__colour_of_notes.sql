-- What a later version might change; for tests.
ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';
UPDATE note SET colour = 'yellow' WHERE subject = 'session';
PRAGMA user_version = 2;
