-- What each list showed when it was believed last, such as 480 servers on hosts: one that shows much less is doubted.
create table source_measure (
    source   text    not null,
    what     text    not null,
    believed integer not null,
    doubted  integer, -- what the list shows that is doubted now; null: none is
    primary key (source, what)
);

-- Lists that showed much less than before, and how each doubt ended. The rows stay as a record.
create table source_doubt (
    n           bigint      generated always as identity primary key,
    source      text        not null,
    since       timestamptz not null,
    sentence    text        not null, -- what it shows, and what it showed before
    accepted_by text,                 -- the person who says that the cloud really has so few
    accepted_at timestamptz,
    reason      text,
    ended_at    timestamptz           -- when a list was believed again: this one, or one that shows more
);
create unique index source_doubt_is_one on source_doubt (source) where ended_at is null;
