-- People with a log-in of their own. A row is never deleted: the history has the name, and nobody else may get it later.
create table person (
    name            text        primary key check (name = lower(name) and name ~ '^[a-z0-9][a-z0-9._@+-]{0,59}$'),
    role            text        not null,
    password_hash   text        not null, -- as the library encodes it, with its method and salt
    must_change     boolean     not null, -- until the person has chosen a password, it lets in for nothing else
    password_set_at timestamptz not null default now(),
    created_by      text        not null,
    created_at      timestamptz not null default now(),
    disabled_by     text,
    disabled_at     timestamptz,
    constraint disabled_by_somebody check ((disabled_by is null) = (disabled_at is null))
);
