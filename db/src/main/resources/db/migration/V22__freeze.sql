-- Whether new work may begin: the entry with the highest number counts. Every change of that is a new entry, so the table is its own
-- record. Each number is the one before plus one, so two people who decide at the same moment cannot both be first.
create table freeze_entry (
    n      bigint      primary key,
    mode   text        not null check (mode in ('OFF', 'FROZEN', 'HELD')),
    actor  text        not null,
    reason text        not null,
    at     timestamptz not null default now()
);

create function refuse_freeze_change() returns trigger language plpgsql as $$
begin
    raise exception 'freeze_entry is append-only: % refused.', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger freezes_are_append_only before update or delete on freeze_entry
    for each row execute function refuse_freeze_change();
create trigger freezes_are_never_truncated before truncate on freeze_entry
    for each statement execute function refuse_freeze_change();

-- The states of the worker's table in which an operation that has changed nothing yet rests during a freeze, and those of them whose
-- step changes nothing either. Null: a worker of an earlier release, which knows no freeze.
alter table worker
    add column rests text[],
    add column reads text[];
