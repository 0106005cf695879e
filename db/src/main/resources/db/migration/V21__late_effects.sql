-- Until when a call of an ended operation may still be carried out. No other operation on its subject begins before that.
alter table operation add column late_effects_until timestamptz;
-- Few operations end so, and steps never write the column.
create index subjects_with_late_effects on operation (subject) where late_effects_until is not null;
