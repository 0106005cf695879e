-- What launches can choose from, as the inventory worker read it last: a gateway answers from here and asks no provider itself.
create table launch_catalogue (
    kind      text        not null, -- LAUNCHES (whether they are on, and the regions), IMAGES, FLAVORS, ENVIRONMENTS, KEY_PAIRS
    region    text        not null, -- the provider's name; empty for what holds for all regions
    content   jsonb,                -- null before the first read that succeeded
    read_at   timestamptz,          -- when that read began
    failed_at timestamptz,          -- when the reads began to fail; null if the latest succeeded
    trouble   text,                 -- why the latest failed, or what it left out
    primary key (kind, region)
);

-- When it is read next, over all workers.
create table launch_catalogue_due (
    one    boolean     primary key default true check (one),
    due_at timestamptz not null
);
insert into launch_catalogue_due (due_at) values ('-infinity');
