-- A migration that fails after it has changed something; for tests.
DELETE FROM note;
ALTER TABLE no_such_table ADD COLUMN colour TEXT;
PRAGMA user_version = 2;
