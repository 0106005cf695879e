-- What has left the history by setting: each archive is a file outside the database, and a signed statement here of what is in it. Each covers the
-- one before, so only the latest can be removed without breaking the chain, and then the checkpoints that saw its operations tell.
create table history_archive (
    n             bigint      primary key,   -- counts from 1 without gaps
    sealed_at     timestamptz not null,
    sealed_by     text        not null,
    month         text        not null,      -- in which its operations were accepted, in UTC, such as 2024-03
    operations    bigint      not null,
    entries       bigint      not null,
    digest        text        not null,      -- of its rows of archived_operation, one after the other
    file          text        not null,      -- its name, without a folder
    file_sha256   text        not null,
    previous_hash text        not null,      -- empty in the first
    hash          text        not null,
    public_key    text        not null,      -- Ed25519, X.509, base64
    signature     text        not null       -- base64
);

-- How far the history of each operation had come that left.
create table archived_operation (
    operation_id uuid    primary key,
    archive      bigint  not null references history_archive (n),
    seq          integer not null,
    hash         text    not null
);
create index operations_of_archive on archived_operation (archive, operation_id);

create function refuse_archive_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused.', tg_table_name, tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger archives_are_append_only before update or delete on history_archive
    for each row execute function refuse_archive_change();
create trigger archives_are_never_truncated before truncate on history_archive
    for each statement execute function refuse_archive_change();
create trigger archived_operations_are_append_only before update or delete on archived_operation
    for each row execute function refuse_archive_change();
create trigger archived_operations_are_never_truncated before truncate on archived_operation
    for each statement execute function refuse_archive_change();

-- An entry leaves only if an archive has it. Who may delete at all, rights.sql says.
create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_level = 'ROW' then
        if exists (select from archived_operation a where a.operation_id = old.operation_id and a.seq >= old.seq) then
            return old;
        end if;
    end if;
    raise exception 'audit_entry is append-only: % refused. To correct the record, append an entry that says so.', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;

create function let_archived_operations_leave() returns trigger language plpgsql as $$
begin
    if not old.open and exists (select from archived_operation a where a.operation_id = old.id and a.seq = old.audit_seq) then
        return old;
    end if;
    raise exception 'operation % is in no archive, so it stays.', old.id
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger operations_leave_archived before delete on operation
    for each row execute function let_archived_operations_leave();

-- So the gateways sign within a minute that an archive was sealed, and the verification finds one that was changed or removed.
create trigger archives_are_chained after insert on history_archive for each row execute function chain_installation();
