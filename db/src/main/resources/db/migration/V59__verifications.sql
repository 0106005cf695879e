-- Verifications of the history. One runs at a time, portion by portion; any gateway carries on with it where the one before stopped.
create table verification (
    n            bigint      generated always as identity primary key,
    asked_at     timestamptz not null default now(),
    asked_by     text        not null,
    rules        text        not null,               -- a digest of the keys and settings of whoever verifies
    leased_by    uuid,                               -- null: nobody works at it
    leased_until timestamptz not null default now(),
    fence        bigint      not null default 0,
    state        json,                               -- between two portions; json, not jsonb: the seal covers its text
    state_seal   text,
    portions     bigint      not null default 0,
    changed_at   timestamptz,
    cause        text,                               -- why the latest portion failed
    ended_at     timestamptz,
    report       json,                               -- the signature covers its text
    public_key   text,                               -- Ed25519, X.509, base64; null: nobody signed
    signature    text,
    constraint reported_iff_ended check ((ended_at is null) = (report is null))
);
create unique index one_verification_at_a_time on verification ((true)) where ended_at is null;

-- Up to which entry the checkpoints cover each operation, as the running verification has read it.
create table verification_head (
    operation_id uuid    primary key,
    seq          integer not null,
    seal         text    not null
);
