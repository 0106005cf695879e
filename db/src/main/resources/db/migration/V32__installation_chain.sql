-- What was decided and noticed for the installation as a whole (freezes, epochs, entries that were missing), chained as the history is: a
-- chain for each of these tables. A trigger writes it, so that parts of the release before are covered as well, and no part writes it itself.
create table installation_entry (
    chain  uuid        not null, -- one for each table
    seq    integer     not null, -- from 1, without gaps
    at     timestamptz not null, -- when this entry was written
    source text        not null, -- the table
    detail text        not null, -- the row, as JSON in UTC: hashed as it stands
    hash   text        not null, -- covers this entry and the hash before it
    primary key (chain, seq)
);
create index installation_entries_by_time on installation_entry (at);

-- As audit_checkpoint: signed statements of how far each chain had come.
create table installation_checkpoint (
    n             bigint      primary key,
    written_at    timestamptz not null,
    up_to         timestamptz not null,
    heads         text        not null,
    previous_hash text        not null,
    hash          text        not null,
    public_key    text        not null,
    signature     text        not null
);

-- Each field of the hash has its length in front, as Java writes it (ChainHash). The detail goes in by a hash of its own, because Java
-- counts the length of a text differently.
create function append_installation_entry(table_name text, the_row text) returns void language plpgsql as $$
declare
    its_chain uuid := md5(table_name)::uuid;
    now_at    timestamptz := clock_timestamp();
    last_seq  integer;
    last_hash text;
    fields    text[];
begin
    -- One lock for all chains, so that nobody waits for two.
    perform pg_advisory_xact_lock(x'5b071457b1'::bigint);
    select seq, hash into last_seq, last_hash from installation_entry where chain = its_chain order by seq desc limit 1;
    fields := array[
        coalesce(last_hash, ''),
        its_chain::text,
        (coalesce(last_seq, 0) + 1)::text,
        ((extract(epoch from now_at) * 1000000)::bigint)::text,
        table_name,
        encode(sha256(convert_to(the_row, 'UTF8')), 'hex')];
    insert into installation_entry (chain, seq, at, source, detail, hash)
    values (its_chain, coalesce(last_seq, 0) + 1, now_at, table_name, the_row,
            encode(sha256(convert_to(
                (select string_agg(length(field) || ':' || field, '' order by place)
                 from unnest(fields) with ordinality as f (field, place)), 'UTF8')), 'hex'));
end $$;

-- With the rights of the owner: the parts may add to those tables, and not to the chain.
create function chain_installation() returns trigger language plpgsql security definer set timezone = 'UTC'
    set search_path from current as $$
begin
    perform append_installation_entry(tg_table_name, to_jsonb(new)::text);
    return null;
end $$;

-- For what is there already.
create function chain_installation_rows() returns void language plpgsql set timezone = 'UTC' as $$
declare
    the_row text;
begin
    for the_row in select to_jsonb(t)::text from freeze_entry t order by n loop
        perform append_installation_entry('freeze_entry', the_row);
    end loop;
    for the_row in select to_jsonb(t)::text from history_epoch t order by n loop
        perform append_installation_entry('history_epoch', the_row);
    end loop;
    for the_row in select to_jsonb(t)::text from missing_entry t order by at, operation_id, seq loop
        perform append_installation_entry('missing_entry', the_row);
    end loop;
end $$;
select chain_installation_rows();

revoke execute on function append_installation_entry(text, text), chain_installation(), chain_installation_rows() from public;

create trigger freezes_are_chained after insert on freeze_entry for each row execute function chain_installation();
create trigger epochs_are_chained after insert on history_epoch for each row execute function chain_installation();
create trigger missing_entries_are_chained after insert on missing_entry for each row execute function chain_installation();

create function refuse_installation_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused.', tg_table_name, tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger installation_entries_are_append_only before update or delete on installation_entry
    for each row execute function refuse_installation_change();
create trigger installation_entries_are_never_truncated before truncate on installation_entry
    for each statement execute function refuse_installation_change();
create trigger installation_checkpoints_are_append_only before update or delete on installation_checkpoint
    for each row execute function refuse_installation_change();
create trigger installation_checkpoints_are_never_truncated before truncate on installation_checkpoint
    for each statement execute function refuse_installation_change();
