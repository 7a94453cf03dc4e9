-- Who read what is sealed, in a chained log of its own; the keys of authorities, and what is looked up by exact value.

-- The end of each authority's log of reads. Whoever appends takes this row first.
CREATE TABLE sealed_read_head (
    -- The authority whose log it is.
    authority TEXT NOT NULL PRIMARY KEY,
    -- The number of its last entry; 0 before the first.
    number INTEGER NOT NULL CHECK (number >= 0),
    -- The hash of its last entry; 32 zero bytes before the first.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- When its last entry was recorded; null before the first.
    recorded_at TEXT CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z')
) STRICT, WITHOUT ROWID;

-- Each read of what is sealed, written before it was answered. Holds no personal data.
CREATE TABLE sealed_read (
    -- The authority whose records were read.
    authority TEXT NOT NULL,
    -- Its place in that log, from 1, without gaps.
    number INTEGER NOT NULL CHECK (number > 0),
    -- When it was recorded, in UTC.
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.??????Z'),
    -- The client that read.
    client TEXT NOT NULL,
    -- The method that it called.
    method TEXT NOT NULL,
    -- How much of the records it was given.
    view TEXT NOT NULL,
    -- What for, as a code that the client gave; null if it gave none.
    purpose TEXT,
    -- The records and their sealed fields that were opened, as a JSON list.
    records TEXT NOT NULL,
    -- The hash of the entry before it; 32 zero bytes for the first.
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    -- The hash over every other column.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sealed_read_is_not_changed BEFORE UPDATE ON sealed_read
BEGIN
    SELECT RAISE(ABORT, 'the log of reads is append-only');
END;

CREATE TRIGGER sealed_read_is_not_removed BEFORE DELETE ON sealed_read
BEGIN
    SELECT RAISE(ABORT, 'the log of reads is append-only');
END;

-- Which entries are about a record: what the entries say, to be looked up by.
CREATE TABLE sealed_read_record (
    -- The authority whose record was read.
    authority TEXT NOT NULL,
    -- The entry.
    number INTEGER NOT NULL,
    -- The kind of the record.
    stream_kind TEXT NOT NULL,
    -- The number of the record.
    stream_number INTEGER NOT NULL,
    PRIMARY KEY (authority, number, stream_kind, stream_number)
) STRICT, WITHOUT ROWID;
-- Who has read a record.
CREATE INDEX sealed_read_record_of ON sealed_read_record (authority, stream_kind, stream_number, number);

CREATE TRIGGER sealed_read_record_is_not_changed BEFORE UPDATE ON sealed_read_record
BEGIN
    SELECT RAISE(ABORT, 'the log of reads is append-only');
END;

CREATE TRIGGER sealed_read_record_is_not_removed BEFORE DELETE ON sealed_read_record
BEGIN
    SELECT RAISE(ABORT, 'the log of reads is append-only');
END;

-- The key of each authority, under which its data keys are wrapped. The one of the highest version wraps new ones.
CREATE TABLE authority_key (
    -- The authority whose key it is.
    authority TEXT NOT NULL,
    -- Which of its keys, from 1.
    version INTEGER NOT NULL CHECK (version > 0),
    -- The id of the key that it is wrapped under, which is not in this database.
    wrapped_by TEXT NOT NULL,
    -- The key, encrypted under that one.
    wrapped BLOB NOT NULL,
    -- When it was made.
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??.??????Z'),
    -- When another one took its place; null while it wraps new keys.
    superseded_at TEXT CHECK (superseded_at GLOB '????-??-??T??:??:??.??????Z'),
    PRIMARY KEY (authority, version)
) STRICT, WITHOUT ROWID;

-- The version of the authority's key that it is wrapped under; 0 where it is wrapped under the master key itself.
ALTER TABLE data_key ADD COLUMN authority_key INTEGER NOT NULL DEFAULT 0;
-- Which data keys are to be wrapped anew.
CREATE INDEX data_key_wrapped_under ON data_key (authority, authority_key, key_id);

-- What persons are looked up by: keyed hashes of their e-mail addresses and references, and nothing that can be read.
CREATE TABLE look_up (
    -- The authority whose record it is.
    authority TEXT NOT NULL,
    -- What was hashed: email or reference.
    kind TEXT NOT NULL,
    -- HMAC-SHA-256 of it under the authority's key for look-ups.
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- The record.
    record INTEGER NOT NULL,
    -- The key of the person in the record; whoever destroys it removes this row.
    key_id TEXT NOT NULL,
    PRIMARY KEY (authority, kind, hash, record, key_id)
) STRICT, WITHOUT ROWID;
-- What a person is looked up by.
CREATE INDEX look_up_key ON look_up (authority, key_id);

-- What the planner is told of these tables: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('authority_key', 'authority_key', '200 2 1'),
    ('look_up', 'look_up', '300000 30000 15000 2 1 1'),
    ('look_up', 'look_up_key', '300000 30000 2'),
    ('data_key', 'data_key_wrapped_under', '500000 50000 25000 1'),
    ('sealed_read_head', 'sealed_read_head', '100 1'),
    ('sealed_read', 'sealed_read', '1000000 100000 1'),
    ('sealed_read_record', 'sealed_read_record', '1000000 100000 1 1 1'),
    ('sealed_read_record', 'sealed_read_record_of', '1000000 100000 30000 8 1');
