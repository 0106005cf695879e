-- Signed statements of how far each operation's history had come; each covers the one before.
create table audit_checkpoint (
    n             bigint      primary key,
    written_at    timestamptz not null,
    up_to         timestamptz not null, -- entries of before are covered by this one or an earlier one
    heads         text        not null, -- a line for each operation with new entries: id, sequence number, hash
    previous_hash text        not null, -- empty in the first
    hash          text        not null,
    public_key    text        not null, -- Ed25519, X.509, base64
    signature     text        not null  -- base64
);

create function refuse_checkpoint_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit_checkpoint is append-only: % refused.', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger checkpoints_are_append_only before update or delete on audit_checkpoint
    for each row execute function refuse_checkpoint_change();
create trigger checkpoints_are_never_truncated before truncate on audit_checkpoint
    for each statement execute function refuse_checkpoint_change();
