-- Capacity over time. A sample of each GPU type (pool '') and each of its pools every five minutes; from them, the averages of each hour.
-- Samples are kept for 90 days and hours for two years. Nothing is written for a time in which the fleet could not be read.
create table capacity (
    minutes            smallint    not null check (minutes in (5, 60)), -- how long the period is
    gpu_type           text        not null, -- 'unclassified' where unknown
    pool               text        not null, -- '' for the whole type, each host counted once, those in no pool included
    at                 timestamptz not null, -- the start of the period
    hosts              real        not null,
    hosts_available    real        not null, -- in stock and without VMs
    hosts_under_way    real        not null,
    hosts_out_of_stock real        not null,
    gpus_free          real        not null,
    gpus_free_least    integer     not null, -- the fewest within the period
    gpus_used          real        not null,
    gpus_under_way     real        not null,
    gpus_out_of_stock  real        not null,
    primary key (minutes, gpu_type, pool, at)
);
create index capacity_by_time on capacity (minutes, at);
