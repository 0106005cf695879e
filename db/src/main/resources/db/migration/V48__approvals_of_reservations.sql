-- A second person agrees to a command that begins later. Then the reservation begins it, and not the approval: a gateway of the release
-- before would begin it at once, and this constraint refuses that.
alter table approval add column reservation_id uuid;
alter table approval drop constraint approved_iff_begun;
alter table approval add constraint approved_iff_begun
    check (case when reservation_id is null then (state = 'APPROVED') = (operation_id is not null) else operation_id is null end);
