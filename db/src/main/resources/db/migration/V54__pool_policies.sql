-- How many empty hosts a pool is to have. A policy proposes plans; it begins them by itself only where an admin has allowed that.
create table pool_policy (
    name       text        primary key,
    pool       text        not null,
    at_least   integer     not null check (at_least >= 0),
    at_most    integer     not null,
    from_pools text[]      not null check (cardinality(from_pools) > 0), -- the first one gets what is too many
    prefer     text[]      not null,
    window_name text       references maintenance_window (name),         -- null: at all hours
    per_day    integer     not null check (per_day > 0),
    allowed_by text,                  -- whose rights it acts with; null: it only proposes
    allowed_at timestamptz,
    origin     json,                  -- of the request that allowed it, as the histories of its operations get it
    set_by     text        not null,
    set_at     timestamptz not null default now(),
    halted     text,                  -- why it does not act any more until somebody sets it again
    looked_at  timestamptz,           -- null: not yet
    outcome    text,                  -- of that look, as a sentence
    constraint bounds check (at_least <= at_most),
    constraint allowed_by_somebody check ((allowed_by is null) = (allowed_at is null) and (allowed_by is null) = (origin is null))
);
create index policies_of_window on pool_policy (window_name);

-- A proposal is a plan of its own kind: what a plan is made for is one row, so that no proposal is half there.
alter table plan
    add column policy    text,                          -- that proposed it; null: a person made it
    add column why       text,                          -- the reason of the proposal, as a sentence
    add column need      integer,                       -- how many hosts the pool lacked; below 0: had too many
    add column by_itself boolean not null default false, -- the policy committed it, and nobody else
    add constraint proposed_with_reason check ((policy is null) = (why is null) and (policy is null) = (need is null)),
    add constraint only_policies_act check (not by_itself or policy is not null);

-- However many gateways look: one open proposal of a policy.
create unique index one_open_proposal on plan (policy) where policy is not null and round = 0 and cancelled_at is null;
create index plans_of_policies on plan (policy, created_at desc) where policy is not null;
