-- What each running part found out about the clouds that it uses, the last time it looked. Nothing depends on it: it is shown.
create table dependency_report (
    reporter    text        not null, -- the part and its process
    dependency  text        not null, -- OPENSTACK, NETBOX, HYPERSTACK, RUNPOD
    state       text        not null, -- UP, DOWN, OFF (not configured there)
    since       timestamptz not null, -- as far as that part has looked
    cause       text,                 -- why it is down
    latency_ms  integer,              -- of the last answer
    reported_at timestamptz not null,
    primary key (reporter, dependency)
);
