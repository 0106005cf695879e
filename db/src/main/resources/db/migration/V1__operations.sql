-- An operation is one accepted command, from acceptance to its end.
create table operation (
    id           uuid        primary key,
    kind         text        not null,
    subject      text        not null, -- what it holds for itself while open; for a move, the host
    state        text        not null,
    open         boolean     not null default true,
    request      jsonb       not null,
    facts        jsonb       not null default '{}',
    actions      jsonb       not null default '[]', -- what an operator may ask for in this state
    requested_by text        not null,
    reason       text,
    batch_id     text,
    attempt      integer     not null default 0, -- tries of the current step that came to nothing
    cause        text,
    asked        jsonb,                -- an operator's action that no worker has taken up yet
    available_at timestamptz not null default now(), -- 'infinity': waits for a person
    nudged_at    timestamptz not null default now(),
    entered_at   timestamptz not null default now(), -- since when it is in this state
    leased_by    uuid,
    fence        bigint      not null default 0,
    audit_seq    integer     not null, -- entries written so far: the row's version
    audit_head   text        not null, -- hash of the latest entry
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    ended_at     timestamptz,
    constraint ended_iff_closed check (open = (ended_at is null)),
    constraint closed_has_no_lease check (open or leased_by is null)
) with (fillfactor = 70);

-- Indexes name no column that a step changes, so that a step's update stays within its page (HOT).
create unique index one_open_operation_per_subject on operation (subject) where open;
create index open_operations on operation (created_at) where open;
create index operations_newest_first on operation (created_at desc, id desc);
create index operations_of_subject on operation (subject, created_at desc);
create index operations_of_batch on operation (batch_id, created_at desc) where batch_id is not null;

-- What happened, one entry a change; written in the transaction of the change it tells.
create table audit_entry (
    operation_id uuid        not null references operation (id),
    seq          integer     not null,
    at           timestamptz not null,
    actor        text        not null,
    event        text        not null,
    from_state   text,
    to_state     text        not null,
    step         text,
    attempt      integer     not null,
    fence        bigint      not null,
    detail       json        not null, -- json, not jsonb: the hash covers its text
    hash         text        not null,
    primary key (operation_id, seq)
);
create index audit_entries_newest_first on audit_entry (at desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entry is append-only: % refused. To correct the record, append an entry that says so.', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_is_append_only before update or delete on audit_entry
    for each row execute function refuse_audit_change();
create trigger audit_is_never_truncated before truncate on audit_entry
    for each statement execute function refuse_audit_change();

-- Nudges that still have to reach the broker, now or at a later time.
create table outbox (
    id           bigint      generated always as identity primary key,
    operation_id uuid        not null,
    route        text        not null,
    available_at timestamptz not null
);
create index outbox_due on outbox (available_at);
create index outbox_of_operation on outbox (operation_id);

-- A process that may hold leases; its row goes when it stops or is found dead.
create table worker (
    id         uuid        primary key,
    name       text        not null,
    kind       text        not null,
    session    text        not null, -- application name of its database connections
    started_at timestamptz not null default now(),
    beat_at    timestamptz not null default now()
) with (fillfactor = 50);

create table idempotency_key (
    requested_by text        not null,
    key          text        not null,
    request_hash text        not null,
    operation_id uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (requested_by, key)
);
create index idempotency_keys_by_age on idempotency_key (created_at);
