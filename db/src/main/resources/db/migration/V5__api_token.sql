-- Keys of scripts. A row is never deleted: it tells who let whom in, and until when.
create table api_token (
    id           uuid        primary key,
    name         text        not null, -- the history calls its user token:NAME
    role         text        not null,
    token_hash   text        not null unique, -- SHA-256; the token itself is shown once and kept nowhere
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used_at timestamptz,          -- to the minute
    revoked_by   text,
    revoked_at   timestamptz,
    constraint revoked_by_somebody check ((revoked_by is null) = (revoked_at is null))
);
create unique index one_token_of_a_name on api_token (name) where revoked_at is null;
