-- Which release each running process has. Nothing depends on it: it is shown.
create table running_part (
    process     text        primary key, -- the part, its machine and its process
    part        text        not null,    -- such as migration-worker
    release     text        not null,
    commit      text        not null,    -- abbreviated; unknown in a build from sources without their history
    started_at  timestamptz not null,    -- of the process, by the clock of the database
    reported_at timestamptz not null
);
