-- Commands that a second person has to approve before they begin. Such a request is no operation and holds no host. A request that has
-- ended never changes again.
create table approval (
    id              uuid        primary key,
    state           text        not null default 'PENDING'
        check (state in ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
    kind            text        not null,
    subject         text        not null,
    request         json        not null, -- as the operation gets it
    reason          text,
    batch_id        text,
    requested_by    text        not null,
    token_owner     text,                 -- who made the token that asked; null: a person asked
    address         text        not null, -- of the request, as in the history
    request_id      text        not null,
    rules           json        not null, -- why a second person is needed
    preview         json        not null, -- what the requester was shown
    requested_at    timestamptz not null default now(),
    expires_at      timestamptz not null,
    first_person    text,                 -- the first of the two; null: a token asked, and nobody has approved yet
    first_at        timestamptz,          -- when the first person approved what a token asked for
    first_reason    text,
    ended_by        text,                 -- null: open, or nobody in time
    ended_at        timestamptz,
    end_reason      text,
    operation_id    uuid        unique,
    constraint ended_iff_not_pending check ((state = 'PENDING') = (ended_at is null)),
    constraint approved_iff_begun check ((state = 'APPROVED') = (operation_id is not null)),
    constraint approved_by_another 
        check (state <> 'APPROVED' or first_person is not null and ended_by is not null and ended_by <> first_person)
);
create unique index one_pending_approval_of_a_requester on approval (requested_by, kind, subject) where state = 'PENDING';
create index pending_approvals on approval (expires_at) where state = 'PENDING';
create index approvals_newest_first on approval (requested_at desc, id desc);
create index approvals_ended_last on approval (ended_at) where state <> 'PENDING';

create function guard_ended_approval() returns trigger language plpgsql as $$
begin
    raise exception 'approval: % of a request that has ended is refused.', tg_op
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger ended_approvals_stay before update on approval
    for each row when (old.state <> 'PENDING') execute function guard_ended_approval();
create trigger approvals_are_never_deleted before delete on approval
    for each row execute function guard_ended_approval();
create trigger approvals_are_never_truncated before truncate on approval
    for each statement execute function guard_ended_approval();

-- The request for approval that an idempotency key has made, until the operation's own row in idempotency_key says so as well.
create table approval_key (
    requested_by text        not null,
    key          text        not null,
    request_hash text        not null,
    approval_id  uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (requested_by, key)
);
create index approval_keys_by_age on approval_key (created_at);
create index approval_keys_of_approval on approval_key (approval_id);
