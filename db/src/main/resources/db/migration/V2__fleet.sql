-- The fleet as its sources last showed it. Written by the inventory worker alone; everybody may read.

create table snapshot (
    singleton  boolean     primary key default true check (singleton),
    generation bigint      not null default 0,  -- rises with every transaction that changes pool, pool_host, host or vm
    read_at    timestamptz,                     -- when the latest read of all sources began; null before the first
    wanted_at  timestamptz                      -- when somebody last asked for a fresh one
);
insert into snapshot default values;

-- Where the fleet is read from, and how old what it said is. These times are no part of the generation.
create table source (
    name        text        primary key,
    state       text        not null default 'UNREAD' check (state in ('OK', 'STALE', 'OFF', 'UNREAD')),
    read_at     timestamptz, -- when the latest good read began; what it showed is kept until the next good one
    took_ms     integer,
    calls       integer,     -- requests that the latest good read cost
    items       integer,
    stale_since timestamptz,
    trouble     text         -- why the latest try failed; null when it did not
);
insert into source (name) values ('aggregates'), ('servers'), ('flavors'), ('services'), ('projects'), ('netbox');

-- Every host aggregate of the cloud.
create table pool (
    name          text    primary key,
    aggregate_id  bigint  not null,
    kind          text,             -- null for an aggregate in which no GPU hosts are sold
    gpu_type      text,             -- null where neither its name nor its hosts tell
    gpu_type_from text,             -- 'name' or 'hosts'
    nvlink        boolean not null,
    zone          text
);

create table pool_host (
    pool text not null,
    host text not null,
    primary key (pool, host)
);
create index pool_hosts_by_host on pool_host (host);

create table host (
    name             text        primary key,
    pool             text,        -- the first of its pools; null when it is in none
    gpu_type         text,
    gpu_used         integer     not null,
    gpu_capacity     integer     not null,
    vm_count         integer     not null,
    status           text        not null, -- AVAILABLE, IN_USE, OUT_OF_STOCK
    reasons          jsonb       not null, -- why it is out of stock: [{"code": .., "text": ..}]
    nvlinks          boolean,     -- null: nobody knows
    zone             text,
    service_enabled  boolean,     -- null: the cloud runs no compute service on it
    service_up       boolean,
    disabled_reason  text,
    tenant           text,
    owner_group      text,
    site             text,
    rack             text,
    netbox_status    text,
    netbox_url       text,
    drift_operation  uuid,        -- the operation whose result somebody else has changed since
    drift_expected   text,        -- the pool it had put the host into
    drift_since      timestamptz  -- when that was first seen
);

-- Hosts that were read alone since the last read of all began; what that one shows of them is older.
create table host_read (
    host    text        primary key,
    read_at timestamptz not null
);

create table vm (
    id         text        primary key,
    name       text        not null,
    status     text        not null,
    host       text,        -- null while it is on none: shelved, or never placed
    project_id text        not null,
    project    text,
    flavor     text        not null,
    gpus       integer     not null,
    created    timestamptz
);
create index vms_by_host on vm (host);

-- What the sources said that is shown nowhere by itself, kept for the time when one of them cannot be read.
create table flavor (
    name text    primary key,
    gpus integer not null
);

create table project (
    id   text primary key,
    name text not null
);

create table device (
    name        text    primary key,
    status      text,
    tenant      text,
    owner_group text,
    site        text,
    rack        text,
    nvlinks     boolean,
    tags        jsonb   not null,
    url         text
);
