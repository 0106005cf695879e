-- Which history this database holds, so that what a part, the broker or a file remembers of a history is compared with that one alone.
-- The id of the first epoch names the installation. It is the first operation's where there is one: a dump that is older than this table
-- has the same. The own epoch with the highest number counts. Lifting a hold begins another one, and with it those before are looked at:
-- what is remembered of them says nothing any more. So do the epochs of others (own: false), which only a database knew that is gone.
create table history_epoch (
    n   bigint      generated always as identity primary key,
    id  uuid        not null unique,
    own boolean     not null,
    at  timestamptz not null default now()
);
insert into history_epoch (id, own)
select coalesce((select id from operation order by created_at, id limit 1), gen_random_uuid()), true;

-- What was remembered of a history, and is missing here: why the service holds, and what a person has to look at.
create table missing_entry (
    noticed_in   uuid        not null, -- the epoch that counted then
    epoch        uuid        not null, -- the epoch in which the entry was committed
    operation_id uuid        not null,
    seq          integer     not null,
    hash         text        not null,
    kind         text        not null,
    subject      text        not null,
    state        text        not null, -- of the operation after this entry
    found_seq    integer,              -- how far the operation's history goes here; null: there is no such operation
    noticed_by   text        not null,
    at           timestamptz not null default now(),
    primary key (noticed_in, epoch, operation_id, seq)
);

create function refuse_witness_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused.', tg_table_name, tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger epochs_are_append_only before update or delete on history_epoch
    for each row execute function refuse_witness_change();
create trigger epochs_are_never_truncated before truncate on history_epoch
    for each statement execute function refuse_witness_change();
create trigger missing_entries_are_append_only before update or delete on missing_entry
    for each row execute function refuse_witness_change();
create trigger missing_entries_are_never_truncated before truncate on missing_entry
    for each statement execute function refuse_witness_change();
