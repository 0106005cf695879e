-- No query filters, joins or sorts by these, and they are the widest: statistics of them were most of what ANALYZE took, while moves
-- waited for the processor.
alter table operation
    alter column request set statistics 0,
    alter column facts set statistics 0,
    alter column actions set statistics 0,
    alter column asked set statistics 0,
    alter column audit_head set statistics 0;
alter table audit_entry
    alter column detail set statistics 0,
    alter column hash set statistics 0;
