-- A claim looks for an open operation by its id. On a young table the planner took it for as cheap to walk through every open
-- one, and through the entries of those that had ended and were not vacuumed yet, as to look up one; with the id in it the index
-- is the shorter way whatever the statistics say. Nobody reads open operations in the order of their creation.
create index open_operations_by_id on operation (id) where open;
drop index open_operations;
