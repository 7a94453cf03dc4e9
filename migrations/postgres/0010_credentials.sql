-- What clients prove themselves by beside their tokens.

-- A name of a client certificate, or a subject of an issuer of access tokens, and the client that it proves.
CREATE TABLE credential (
    -- The authority of the client.
    authority TEXT COLLATE "C" NOT NULL,
    -- The client.
    client TEXT COLLATE "C" NOT NULL,
    -- The credential's number in its client.
    number BIGINT NOT NULL,
    -- SHA-256 of the credential's one text, in hexadecimal digits: what it is looked up by.
    hash TEXT COLLATE "C" NOT NULL,
    -- The client's role.
    role TEXT COLLATE "C" NOT NULL,
    -- Whether it was removed, or its client disabled.
    removed BOOLEAN NOT NULL,
    PRIMARY KEY (authority, client, number)
);
-- Whom a credential proves: of all authorities, because the authority is what is asked for.
CREATE INDEX credential_hash ON credential (hash);
