-- The log, which is the truth, and what must be stored in the same moment as it: the answers that were given,
-- and the sealed texts with their keys. Instants are texts such as 2026-04-02T09:30:00.000000Z, dates such as
-- 2026-04-02; both sort as they should.

-- The end of each authority's log. Whoever appends takes this row first.
CREATE TABLE log_head (
    -- The authority whose log it is.
    authority TEXT NOT NULL PRIMARY KEY,
    -- The position of its last event; 0 before the first.
    position INTEGER NOT NULL CHECK (position >= 0),
    -- The hash of its last event; 32 zero bytes before the first.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- When its last event was recorded; null before the first.
    recorded_at TEXT CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z')
) STRICT, WITHOUT ROWID;

-- Everything that ever happened. Holds no personal data: that lives in sealed.
CREATE TABLE event (
    -- The authority in whose log the event stands.
    authority TEXT NOT NULL,
    -- Its place in that log, from 1, without gaps.
    position INTEGER NOT NULL CHECK (position > 0),
    -- What kind of stream it belongs to.
    stream_kind TEXT NOT NULL,
    -- The number of the stream's record; 0 for the streams of which an authority has one.
    stream_number INTEGER NOT NULL CHECK (stream_number >= 0),
    -- Its place in the stream, from 1.
    version INTEGER NOT NULL CHECK (version > 0),
    -- What happened.
    kind TEXT NOT NULL,
    -- The version of the payload's shape.
    schema_version INTEGER NOT NULL CHECK (schema_version > 0),
    -- When it was recorded, in UTC.
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    -- The date that it speaks of, where that is another matter.
    effective_on TEXT CHECK (effective_on GLOB '????-??-??'),
    -- The client that asked for it.
    actor TEXT NOT NULL,
    -- The person for whom the client says it acted, as a reference.
    on_behalf_of TEXT,
    -- The request that it answers.
    request_id TEXT NOT NULL,
    -- References and coded facts, as JSON.
    payload TEXT NOT NULL,
    -- The sealed texts that it brought, as a JSON list of record, field, version, key and SHA-256.
    sealed TEXT NOT NULL,
    -- The hash of the event before it in the log; 32 zero bytes for the first.
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    -- The hash over every other column.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (authority, position)
) STRICT, WITHOUT ROWID;

-- Finds the events of a stream, and refuses two of the same version.
CREATE UNIQUE INDEX event_stream ON event (authority, stream_kind, stream_number, version);

-- Finds the position at which the log stood at an instant.
CREATE INDEX event_recorded ON event (authority, recorded_at, position);

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

-- The answer to each write that was accepted, so that the same request is answered the same for ever.
CREATE TABLE receipt (
    -- The authority that the request was about.
    authority TEXT NOT NULL,
    -- The client that sent it.
    client TEXT NOT NULL,
    -- The method that it called.
    method TEXT NOT NULL,
    -- The id that the client gave it.
    request_id TEXT NOT NULL,
    -- SHA-256 of what was asked, so that another question under the same id is noticed.
    fingerprint BLOB NOT NULL,
    -- The kind of the stream that it changed.
    stream_kind TEXT NOT NULL,
    -- The number of that stream's record.
    stream_number INTEGER NOT NULL,
    -- The stream's version afterwards.
    version INTEGER NOT NULL,
    -- The position of its last event.
    position INTEGER NOT NULL,
    PRIMARY KEY (authority, client, method, request_id)
) STRICT, WITHOUT ROWID;

-- One key for each person and each record. To destroy it is to erase everything sealed under it.
CREATE TABLE data_key (
    -- The authority whose key it is.
    authority TEXT NOT NULL,
    -- What it is for, such as record/17 or person/17/complainant.
    key_id TEXT NOT NULL,
    -- The key, encrypted under the master key; null once it is destroyed.
    wrapped BLOB,
    -- The position of the event that first used it.
    made_at_position INTEGER NOT NULL CHECK (made_at_position > 0),
    -- When it was destroyed; null while it is held.
    destroyed_at TEXT CHECK (destroyed_at GLOB '????-??-??T??:??:??.??????Z'),
    PRIMARY KEY (authority, key_id),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Personal data and free text, encrypted.
CREATE TABLE sealed (
    -- The authority whose record it belongs to.
    authority TEXT NOT NULL,
    -- The number of that record.
    record INTEGER NOT NULL,
    -- Which text of the record it is.
    field TEXT NOT NULL,
    -- Which version of that text, from 1.
    version INTEGER NOT NULL CHECK (version > 0),
    -- The key that it is encrypted under.
    key_id TEXT NOT NULL,
    -- The nonce, the encrypted text and its tag, one after the other.
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (authority, record, field, version),
    FOREIGN KEY (authority, key_id) REFERENCES data_key (authority, key_id)
) STRICT, WITHOUT ROWID;

-- Finds everything sealed under a key.
CREATE INDEX sealed_key ON sealed (authority, key_id);

-- How large the tables of a busy register are: rows, then rows that share the first column of the key, the first
-- two, and so on; the primary key goes by the table's name. Without this SQLite supposes that an authority has ten
-- rows in a table and reads them all where a better index stands by. Written once rather than measured, so that a
-- plan is the same in every register, and an empty one does not teach it the wrong thing. Each table that a later
-- migration adds needs its rows here too.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('log_head', 'log_head', '100 1'),
    ('event', 'event', '1000000 100000 1'),
    ('event', 'event_stream', '1000000 100000 30000 8 1'),
    ('event', 'event_recorded', '1000000 100000 2 1'),
    ('receipt', 'receipt', '1000000 100000 30000 10000 1'),
    ('data_key', 'data_key', '500000 50000 1'),
    ('sealed', 'sealed', '1000000 100000 6 2 1'),
    ('sealed', 'sealed_key', '1000000 100000 4');
