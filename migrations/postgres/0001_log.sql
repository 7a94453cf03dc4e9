-- The log, which is the truth, and what must be stored in the same moment as it: the answers that were given,
-- and the sealed texts with their keys. Texts that are keys sort by their bytes (COLLATE "C"), as on SQLite.

-- The end of each authority's log. Whoever appends takes this row first.
CREATE TABLE log_head (
    -- The authority whose log it is.
    authority TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    -- The position of its last event; 0 before the first.
    position BIGINT NOT NULL CHECK (position >= 0),
    -- The hash of its last event; 32 zero bytes before the first.
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    -- When its last event was recorded; null before the first.
    recorded_at TIMESTAMPTZ
);

-- Everything that ever happened. Holds no personal data: that lives in sealed.
CREATE TABLE event (
    -- The authority in whose log the event stands.
    authority TEXT COLLATE "C" NOT NULL,
    -- Its place in that log, from 1, without gaps.
    position BIGINT NOT NULL CHECK (position > 0),
    -- What kind of stream it belongs to.
    stream_kind TEXT COLLATE "C" NOT NULL,
    -- The number of the stream's record; 0 for the streams of which an authority has one.
    stream_number BIGINT NOT NULL CHECK (stream_number >= 0),
    -- Its place in the stream, from 1.
    version BIGINT NOT NULL CHECK (version > 0),
    -- What happened.
    kind TEXT COLLATE "C" NOT NULL,
    -- The version of the payload's shape.
    schema_version BIGINT NOT NULL CHECK (schema_version > 0),
    -- When it was recorded, in UTC.
    recorded_at TIMESTAMPTZ NOT NULL,
    -- The date that it speaks of, where that is another matter.
    effective_on DATE,
    -- The client that asked for it.
    actor TEXT COLLATE "C" NOT NULL,
    -- The person for whom the client says it acted, as a reference.
    on_behalf_of TEXT COLLATE "C",
    -- The request that it answers.
    request_id TEXT COLLATE "C" NOT NULL,
    -- References and coded facts, as JSON.
    payload TEXT COLLATE "C" NOT NULL,
    -- The sealed texts that it brought, as a JSON list of record, field, version, key and SHA-256.
    sealed TEXT COLLATE "C" NOT NULL,
    -- The hash of the event before it in the log; 32 zero bytes for the first.
    previous_hash BYTEA NOT NULL CHECK (octet_length(previous_hash) = 32),
    -- The hash over every other column.
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (authority, position)
);

-- Finds the events of a stream, and refuses two of the same version.
CREATE UNIQUE INDEX event_stream ON event (authority, stream_kind, stream_number, version);

-- Finds the position at which the log stood at an instant.
CREATE INDEX event_recorded ON event (authority, recorded_at, position);

CREATE FUNCTION refuse_to_change_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only';
END
$$;

-- For each statement and not for each row, because TRUNCATE has no rows.
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_events();

-- The answer to each write that was accepted, so that the same request is answered the same for ever.
CREATE TABLE receipt (
    -- The authority that the request was about.
    authority TEXT COLLATE "C" NOT NULL,
    -- The client that sent it.
    client TEXT COLLATE "C" NOT NULL,
    -- The method that it called.
    method TEXT COLLATE "C" NOT NULL,
    -- The id that the client gave it.
    request_id TEXT COLLATE "C" NOT NULL,
    -- SHA-256 of what was asked, so that another question under the same id is noticed.
    fingerprint BYTEA NOT NULL,
    -- The kind of the stream that it changed.
    stream_kind TEXT COLLATE "C" NOT NULL,
    -- The number of that stream's record.
    stream_number BIGINT NOT NULL,
    -- The stream's version afterwards.
    version BIGINT NOT NULL,
    -- The position of its last event.
    position BIGINT NOT NULL,
    PRIMARY KEY (authority, client, method, request_id)
);

-- One key for each person and each record. To destroy it is to erase everything sealed under it.
CREATE TABLE data_key (
    -- The authority whose key it is.
    authority TEXT COLLATE "C" NOT NULL,
    -- What it is for, such as record/17 or person/17/complainant.
    key_id TEXT COLLATE "C" NOT NULL,
    -- The key, encrypted under the master key; null once it is destroyed.
    wrapped BYTEA,
    -- The position of the event that first used it.
    made_at_position BIGINT NOT NULL CHECK (made_at_position > 0),
    -- When it was destroyed; null while it is held.
    destroyed_at TIMESTAMPTZ,
    PRIMARY KEY (authority, key_id),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- Personal data and free text, encrypted.
CREATE TABLE sealed (
    -- The authority whose record it belongs to.
    authority TEXT COLLATE "C" NOT NULL,
    -- The number of that record.
    record BIGINT NOT NULL,
    -- Which text of the record it is.
    field TEXT COLLATE "C" NOT NULL,
    -- Which version of that text, from 1.
    version BIGINT NOT NULL CHECK (version > 0),
    -- The key that it is encrypted under.
    key_id TEXT COLLATE "C" NOT NULL,
    -- The nonce, the encrypted text and its tag, one after the other.
    ciphertext BYTEA NOT NULL,
    PRIMARY KEY (authority, record, field, version),
    FOREIGN KEY (authority, key_id) REFERENCES data_key (authority, key_id)
);

-- Finds everything sealed under a key.
CREATE INDEX sealed_key ON sealed (authority, key_id);
