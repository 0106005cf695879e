-- Many commands that are looked at and begun together. A plan itself holds no host; each of its items is an operation once it has begun.
create table plan (
    id                  uuid        primary key,
    name                text,
    created_by          text        not null,
    created_at          timestamptz not null default now(),
    wanted              json,                  -- the wanted state that it was made for; null: the operations were listed
    cannot              json        not null,  -- what of it cannot be done, and why
    pools               json        not null,  -- each pool that it touches, before and after
    running             boolean     not null default false, -- items of it wait to begin, or have begun and are not counted yet
    -- The latest commit, which alone counts while it runs.
    round               integer     not null default 0,
    committed_by        text,
    token_owner         text,
    committed_at        timestamptz,
    reason              text,
    at_once             integer,
    stop_after_failures integer,
    origin              json,                  -- of the request that committed it, as the histories of its operations get it
    stopped             text,                  -- why it stopped before its end
    cancelled_by        text,
    cancelled_at        timestamptz,
    cancel_reason       text,
    changed_at          timestamptz not null default now(),
    constraint committed_iff_round check ((round > 0) = (committed_at is not null)),
    constraint runs_only_when_committed check (not running or round > 0)
);
create index running_plans on plan (id) where running;
create index plans_newest_first on plan (created_at desc, id desc);
create index plans_changed_last on plan (changed_at);

create table plan_item (
    plan_id      uuid    not null references plan (id),
    number       integer not null,
    kind         text    not null,
    subject      text    not null,
    request      json    not null,           -- as the operation gets it
    reason       text,                       -- of this item alone; null: that of the commit
    preview      json    not null,           -- what was shown last
    state        text    not null default 'PLANNED'
        check (state in ('PLANNED', 'WAITING', 'BEGUN', 'REFUSED', 'CANCELLED')),
    round        integer not null default 0, -- of the commit that it belongs to
    repeats      integer,                    -- the number of the failed item that it tries again
    reverses     integer,                    -- the number of the item that it takes back
    operation_id uuid    unique,
    note         text,                       -- why it did not begin
    primary key (plan_id, number),
    constraint begun_iff_operation check ((state = 'BEGUN') = (operation_id is not null))
);
create index plan_items_not_begun on plan_item (subject) where state in ('PLANNED', 'WAITING');
create index plan_items_waiting on plan_item (plan_id, number) where state = 'WAITING';

-- An item that has begun, or never will, stays as it is.
create function guard_ended_plan_item() returns trigger language plpgsql as $$
begin
    raise exception 'plan_item: % of an item that is % is refused.', tg_op, old.state
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger ended_plan_items_stay before update on plan_item
    for each row when (old.state in ('BEGUN', 'REFUSED', 'CANCELLED')) execute function guard_ended_plan_item();
