-- What clients prove themselves by beside their tokens.

-- A name of a client certificate, or a subject of an issuer of access tokens, and the client that it proves.
CREATE TABLE credential (
    -- The authority of the client.
    authority TEXT NOT NULL,
    -- The client.
    client TEXT NOT NULL,
    -- The credential's number in its client.
    number INTEGER NOT NULL,
    -- SHA-256 of the credential's one text, in hexadecimal digits: what it is looked up by.
    hash TEXT NOT NULL,
    -- The client's role.
    role TEXT NOT NULL,
    -- Whether it was removed, or its client disabled.
    removed INTEGER NOT NULL,
    PRIMARY KEY (authority, client, number)
) STRICT, WITHOUT ROWID;
-- Whom a credential proves: of all authorities, because the authority is what is asked for.
CREATE INDEX credential_hash ON credential (hash);

-- What the planner is told of this table: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('credential', 'credential', '5000 500 5 1'),
    ('credential', 'credential_hash', '5000 1');
