-- The security log: who came in, who was refused, and who changed what others may do. Each run of a gateway writes a chain of its own, so
-- no gateway waits for another one. An entry's hash covers its content and the hash before it, as in audit_entry.
create table security_entry (
    chain      uuid        not null, -- the run of a gateway
    seq        integer     not null, -- from 1, without gaps
    at         timestamptz not null, -- the database's time
    part       text        not null, -- whose log it is: the part and its machine
    event      text        not null,
    outcome    text        not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
    actor      text,                 -- null: nobody who is known
    address    text,                 -- null: not a request of somebody else
    request_id text,
    times      integer     not null, -- how often it happened, where the like of it are counted together
    detail     json        not null, -- as it was written: hashed as it stands
    hash       text        not null,
    primary key (chain, seq)
);
create index security_entries_by_time on security_entry (at desc, chain desc, seq desc);
create index security_entries_of_actor on security_entry (actor, at desc);

-- As audit_checkpoint: signed statements of how far each chain had come.
create table security_checkpoint (
    n             bigint      primary key,
    written_at    timestamptz not null,
    up_to         timestamptz not null,
    heads         text        not null, -- a line for each chain with new entries: chain, sequence number, hash
    previous_hash text        not null,
    hash          text        not null,
    public_key    text        not null,
    signature     text        not null
);

create function refuse_security_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused.', tg_table_name, tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger security_entries_are_append_only before update or delete on security_entry
    for each row execute function refuse_security_change();
create trigger security_entries_are_never_truncated before truncate on security_entry
    for each statement execute function refuse_security_change();
create trigger security_checkpoints_are_append_only before update or delete on security_checkpoint
    for each row execute function refuse_security_change();
create trigger security_checkpoints_are_never_truncated before truncate on security_checkpoint
    for each statement execute function refuse_security_change();

-- The settings with which each part started last, so that the next start can tell what is different.
create table known_setting (
    part  text not null,
    name  text not null,
    value text not null, -- of a secret: its hash, as the library encodes it
    primary key (part, name)
);
