-- To which pools, GPU types and contracts the actions of a person are limited. No row: to none. By the name that the history has, and not
-- by a foreign key, so that it holds however the person logs in.
create table person_limit (
    name   text        not null,
    kind   text        not null check (kind in ('POOL', 'GPU_TYPE', 'CONTRACT')),
    object text        not null,
    set_by text        not null,
    set_at timestamptz not null default now(),
    primary key (name, kind, object)
);
