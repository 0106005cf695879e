-- What each allowed action will do, in the words of the worker that wrote the state; null where an earlier release wrote it.
-- The state stands inside too: an earlier release that writes a later state leaves this as it was.
alter table operation add column action_effects jsonb;
