-- The states that a worker's table describes: it claims no operation in another one. Null: a worker of an earlier release, which claims all.
alter table worker add column states text[];

-- Neither is part of the history: they say what to do next, not what happened.
alter table operation
    add column failures integer not null default 0, -- claims in a row that ended outside of a step without a word
    add column deaths   integer not null default 0; -- of the attempts, those that ended with the death of their worker
