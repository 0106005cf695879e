-- Which cloud this database belongs to. Its operations and its snapshot are true for that cloud alone, so every part
-- refuses to work on another one. A row that was replaced stays, so that the history of the binding can be read.
create table cloud_binding (
    id          bigint      generated always as identity primary key,
    cloud       text        not null, -- Keystone's address, or the name that the operator gave the cloud
    project     text,                 -- null: not known yet (an application credential carries it within)
    region      text,                 -- null: not known yet (the only region of the catalog is used)
    bound_at    timestamptz not null default now(),
    replaced_at timestamptz
);

create unique index cloud_binding_current on cloud_binding ((true)) where replaced_at is null;
