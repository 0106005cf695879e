-- The hash of each password that the settings have in clear: one gateway makes it and all use it, so that a session, which is bound to the
-- hash, counts at every gateway and ends with the password.
create table configured_user (
    name          text        primary key,
    password_hash text        not null, -- as the library encodes it, with its method and a random salt
    since         timestamptz not null default now()
);
