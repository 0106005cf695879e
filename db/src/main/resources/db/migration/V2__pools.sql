-- The pools and their hosts as the cloud last showed them; written by the inventory worker alone.
create table snapshot (
    singleton  boolean     primary key default true check (singleton),
    generation bigint      not null default 0, -- rises when anything below changes
    read_at    timestamptz,                    -- when the cloud was last read; null before the first time
    trouble    text                            -- why the latest try to read it failed; null when it did not
);
insert into snapshot default values;

create table pool (
    name     text    primary key,
    kind     text    not null,
    gpu_type text, -- null where the name does not tell
    nvlink   boolean not null,
    zone     text
);

create table pool_host (
    pool text not null references pool (name) on delete cascade,
    host text not null,
    primary key (pool, host)
);
create index pool_hosts_by_host on pool_host (host);
