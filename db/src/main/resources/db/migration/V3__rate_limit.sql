-- How many calls to a provider all our processes together may still make: its limit counts addresses, not processes.

create table rate_limit (
    name         text             primary key,
    tokens       double precision not null, -- calls that may be made at once; below zero: calls already promised for later
    counted_at   timestamptz      not null, -- when tokens was right; it has grown since
    closed_until timestamptz      not null default '-infinity' -- the provider has said that it will answer nothing until then
);
