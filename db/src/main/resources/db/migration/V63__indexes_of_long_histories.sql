-- What was read in vain the more, the longer the history: see ADR 74 and ./spot bench history.

-- The late effects of a subject that are over stay in subjects_with_late_effects; with the time behind the subject they are passed by.
create index late_effects_of_a_subject on operation (subject, late_effects_until) where late_effects_until is not null;

-- For filters that few rows match; the rest of each page came from reading on.
create index security_entries_of_event on security_entry (event, at desc);
create index security_entries_of_address on security_entry (address, at desc);
create index security_entries_not_done on security_entry (outcome, at desc) where outcome <> 'DONE';
create index approvals_of_state on approval (state, requested_at desc, id desc);
create index approvals_of_requester on approval (requested_by, requested_at desc, id desc);
create index reservations_by_end on reservation (free_at);
