-- Who read what is sealed, in a chained log of its own; the keys of authorities, and what is looked up by exact value.

-- The end of each authority's log of reads. Whoever appends takes this row first.
CREATE TABLE sealed_read_head (
    -- The authority whose log it is.
    authority TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    -- The number of its last entry; 0 before the first.
    number BIGINT NOT NULL CHECK (number >= 0),
    -- The hash of its last entry; 32 zero bytes before the first.
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    -- When its last entry was recorded; null before the first.
    recorded_at TIMESTAMPTZ
);

-- Each read of what is sealed, written before it was answered. Holds no personal data.
CREATE TABLE sealed_read (
    -- The authority whose records were read.
    authority TEXT COLLATE "C" NOT NULL,
    -- Its place in that log, from 1, without gaps.
    number BIGINT NOT NULL CHECK (number > 0),
    -- When it was recorded, in UTC.
    recorded_at TIMESTAMPTZ NOT NULL,
    -- The client that read.
    client TEXT COLLATE "C" NOT NULL,
    -- The method that it called.
    method TEXT COLLATE "C" NOT NULL,
    -- How much of the records it was given.
    view TEXT COLLATE "C" NOT NULL,
    -- What for, as a code that the client gave; null if it gave none.
    purpose TEXT COLLATE "C",
    -- The records and their sealed fields that were opened, as a JSON list.
    records TEXT COLLATE "C" NOT NULL,
    -- The hash of the entry before it; 32 zero bytes for the first.
    previous_hash BYTEA NOT NULL CHECK (octet_length(previous_hash) = 32),
    -- The hash over every other column.
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (authority, number)
);

CREATE FUNCTION refuse_to_change_reads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of reads is append-only';
END
$$;

-- For each statement and not for each row, because TRUNCATE has no rows.
CREATE TRIGGER sealed_read_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_read
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_reads();

-- Which entries are about a record: what the entries say, to be looked up by.
CREATE TABLE sealed_read_record (
    -- The authority whose record was read.
    authority TEXT COLLATE "C" NOT NULL,
    -- The entry.
    number BIGINT NOT NULL,
    -- The kind of the record.
    stream_kind TEXT COLLATE "C" NOT NULL,
    -- The number of the record.
    stream_number BIGINT NOT NULL,
    PRIMARY KEY (authority, number, stream_kind, stream_number)
);
-- Who has read a record.
CREATE INDEX sealed_read_record_of ON sealed_read_record (authority, stream_kind, stream_number, number);

CREATE TRIGGER sealed_read_record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_read_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_reads();

-- The key of each authority, under which its data keys are wrapped. The one of the highest version wraps new ones.
CREATE TABLE authority_key (
    -- The authority whose key it is.
    authority TEXT COLLATE "C" NOT NULL,
    -- Which of its keys, from 1.
    version BIGINT NOT NULL CHECK (version > 0),
    -- The id of the key that it is wrapped under, which is not in this database.
    wrapped_by TEXT COLLATE "C" NOT NULL,
    -- The key, encrypted under that one.
    wrapped BYTEA NOT NULL,
    -- When it was made.
    made_at TIMESTAMPTZ NOT NULL,
    -- When another one took its place; null while it wraps new keys.
    superseded_at TIMESTAMPTZ,
    PRIMARY KEY (authority, version)
);

-- The version of the authority's key that it is wrapped under; 0 where it is wrapped under the master key itself.
ALTER TABLE data_key ADD COLUMN authority_key BIGINT NOT NULL DEFAULT 0;
-- Which data keys are to be wrapped anew.
CREATE INDEX data_key_wrapped_under ON data_key (authority, authority_key, key_id);

-- What persons are looked up by: keyed hashes of their e-mail addresses and references, and nothing that can be read.
CREATE TABLE look_up (
    -- The authority whose record it is.
    authority TEXT COLLATE "C" NOT NULL,
    -- What was hashed: email or reference.
    kind TEXT COLLATE "C" NOT NULL,
    -- HMAC-SHA-256 of it under the authority's key for look-ups.
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    -- The record.
    record BIGINT NOT NULL,
    -- The key of the person in the record; whoever destroys it removes this row.
    key_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, kind, hash, record, key_id)
);
-- What a person is looked up by.
CREATE INDEX look_up_key ON look_up (authority, key_id);
