-- When a lease last ended without its worker having saved what became of the step. A call that the step had sent may be
-- carried out after that.
alter table operation add column interrupted_at timestamptz;
