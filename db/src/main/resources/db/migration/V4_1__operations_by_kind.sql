-- For the figures of one kind; the columns never change, so a step's update still stays within its page.
create index operations_of_kind on operation (kind, created_at desc, id desc);
create index operations_of_requester on operation (requested_by, created_at desc, id desc);
