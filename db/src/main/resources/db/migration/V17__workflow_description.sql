-- What a workflow says of itself: its states, their titles, its happy path. Written by its workers when they start.
create table workflow_description (
    name          text        not null,
    version       integer     not null,
    description   jsonb       not null,
    registered_at timestamptz not null default now(),
    primary key (name, version)
);

-- The description that was the newest when the operation was accepted. Null: none was registered, or an earlier release accepted it.
-- Not part of the history: it says how to show the operation, not what happened.
alter table operation add column workflow_version integer;
