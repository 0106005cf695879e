-- Filters of the list of operations that people keep under a name. A shared view is shown to all who see the list.
create table saved_view (
    id         uuid        primary key,
    owner      text        not null,
    name       text        not null,
    query      text        not null, -- of an address of the board, such as state=NEEDS_OPERATOR&host=h1
    shared     boolean     not null,
    changed_at timestamptz not null default now(),
    constraint one_view_of_a_name unique (owner, name)
);
create index shared_views on saved_view (name) where shared;
