-- What all gateways together still allow of log-ins, commands and questions to clouds. Not in the write-ahead log: after a crash of the
-- database every limit starts afresh, and no request waits for a disk because of it.
create unlogged table request_limit (
    name       text             primary key, -- what is limited, and for whom
    burst      double precision not null,    -- how many may come at once
    per_second double precision not null,    -- how many are allowed again each second
    tokens     double precision not null,    -- how many are left
    counted_at timestamptz      not null     -- when tokens was right; it has grown since
);

-- From where a name has logged in: somebody who guesses passwords at the same address, or from many, does not keep its owner out.
create table login_place (
    name    text        not null,
    place   text        not null, -- 'device ' and the hash of a browser's cookie, or 'source ' and a network address
    seen_at timestamptz not null, -- the latest log-in, or up to an hour before it
    primary key (name, place)
);
create index login_places_by_place on login_place (place);
create index login_places_by_age on login_place (seen_at);
