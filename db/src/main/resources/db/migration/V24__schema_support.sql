-- The oldest schema version whose parts may run on this schema: those parts start here although they were built for an older one. So a
-- release is rolled out, and taken back, part by part. A migration that takes away what such parts need raises it.
create table schema_support (
    only_row boolean primary key default true check (only_row),
    oldest   text    not null
);
insert into schema_support (oldest) values ('24');
