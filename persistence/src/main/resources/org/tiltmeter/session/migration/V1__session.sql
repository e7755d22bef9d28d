-- A session of Tiltmeter. Times are UTC, ISO 8601. JSON is UTF-8 text, or, where a column is a BLOB, zlib-compressed.
-- Rows that the user deletes are marked, so that the deletion can be undone; see table change.

CREATE TABLE session (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    identity        TEXT NOT NULL,
    title           TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    program_version TEXT NOT NULL
);

CREATE TABLE model (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint  TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    folder       TEXT NOT NULL,
    summary      TEXT NOT NULL,
    opened_at    TEXT NOT NULL
);

CREATE TABLE model_file (
    model  INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    size   INTEGER NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (model, name)
) WITHOUT ROWID;

-- Probe sets, concept sets and whatever else the user writes.
CREATE TABLE document (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    json       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    deleted    INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX document_name ON document (kind, name) WHERE deleted = 0;

CREATE TABLE setting (
    key  TEXT PRIMARY KEY,
    json TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE result (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    model       TEXT,              -- fingerprint
    settings    TEXT NOT NULL,     -- JSON: what it was computed with
    provenance  TEXT NOT NULL,     -- JSON: where and by what it was computed
    length      INTEGER NOT NULL,  -- bytes of the document before compression
    deleted     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX result_kind ON result (kind) WHERE deleted = 0;

-- Apart from result, so that listing results does not read past their documents.
CREATE TABLE result_document (
    result INTEGER PRIMARY KEY REFERENCES result (id) ON DELETE CASCADE,
    json   BLOB NOT NULL
);

CREATE TABLE trace (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    model      TEXT,
    result     INTEGER REFERENCES result (id) ON DELETE SET NULL,
    metadata   TEXT NOT NULL,
    deleted    INTEGER NOT NULL DEFAULT 0
);

-- float32 values, little-endian; the four bytes of all values apart (all first bytes, all second bytes, ...), then zlib.
CREATE TABLE trace_array (
    trace  INTEGER NOT NULL REFERENCES trace (id) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    shape  TEXT NOT NULL,
    floats BLOB NOT NULL,
    PRIMARY KEY (trace, name)
);

CREATE TABLE figure (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    note       TEXT NOT NULL,
    json       TEXT NOT NULL,
    result     INTEGER REFERENCES result (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    deleted    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE note (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    deleted    INTEGER NOT NULL DEFAULT 0
);

-- What can be undone and redone: rows before and after, as JSON objects of their columns.
CREATE TABLE change (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    action     INTEGER NOT NULL,   -- changes of one action are undone together
    at         TEXT NOT NULL,
    label      TEXT NOT NULL,
    row_table  TEXT NOT NULL,
    row_id     INTEGER NOT NULL,
    before     TEXT NOT NULL,
    after      TEXT NOT NULL,
    undone     INTEGER NOT NULL DEFAULT 0
);

-- Append-only: who reads the log must be able to rely on it. Each entry's hash covers the entry before.
CREATE TABLE action_log (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              TEXT NOT NULL,
    kind            TEXT NOT NULL,
    subject         TEXT NOT NULL,
    detail          TEXT NOT NULL,
    program_version TEXT NOT NULL,
    hash            TEXT NOT NULL
);
CREATE TRIGGER action_log_is_not_changed BEFORE UPDATE ON action_log
BEGIN
    SELECT RAISE(ABORT, 'the action log is append-only');
END;
CREATE TRIGGER action_log_is_not_shortened BEFORE DELETE ON action_log
BEGIN
    SELECT RAISE(ABORT, 'the action log is append-only');
END;
CREATE TRIGGER action_log_is_not_replaced BEFORE INSERT ON action_log
WHEN EXISTS (SELECT 1 FROM action_log WHERE id >= NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the action log is append-only');
END;

PRAGMA application_id = 1414089812;
PRAGMA user_version = 1;
