-- Logins of browsers, so that any gateway serves any request. The columns are those that Spring Session knows.
create table web_session (
    primary_id            text    primary key,
    session_id            text    not null unique, -- the cookie's value; changes with each login
    creation_time         bigint  not null,        -- milliseconds since 1970, as the others
    last_access_time      bigint  not null,
    max_inactive_interval integer not null,        -- seconds
    expiry_time           bigint  not null,
    principal_name        text
);
create index web_sessions_by_expiry on web_session (expiry_time);
create index web_sessions_of_user on web_session (principal_name);

create table web_session_attributes (
    session_primary_id text  not null references web_session (primary_id) on delete cascade,
    attribute_name     text  not null,
    attribute_bytes    bytea not null, -- UTF-8 text, never a serialised object
    primary key (session_primary_id, attribute_name)
);
