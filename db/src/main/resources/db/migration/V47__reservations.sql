-- Commands that begin at a time. A reservation is no operation: it holds no host until it is due. The way back of a request is a row of its
-- own, which is due only once the way out has begun. What has ended never changes again.
create table reservation (
    id            uuid        primary key,
    returns       uuid        unique references reservation (id), -- the way out that it takes back; null for the way out itself
    state         text        not null default 'PLANNED'
        check (state in ('PLANNED', 'ASKING', 'BEGUN', 'REFUSED', 'MISSED', 'CANCELLED')),
    kind          text        not null,
    subject       text        not null,
    request       json        not null, -- as the operation gets it
    reason        text,
    batch_id      text,
    requested_by  text        not null,
    token_owner   text,                 -- who made the token that asked; null: a person asked
    address       text        not null, -- of the request, as in the history
    request_id    text        not null,
    asked_at      timestamptz not null default now(),
    key           text,                 -- the idempotency key of the request; null: none was sent
    request_hash  text,
    window_name   text,                 -- in which it begins; the times stay if the window is changed later
    begins_at     timestamptz not null,
    latest_at     timestamptz not null, -- it does not begin at or after this time
    free_at       timestamptz not null, -- until when the host is wanted: the latest time of the way back, if there is one
    end_if_refused boolean    not null, -- false: what is refused stands in front of a person
    approval_id   uuid,                 -- in which a second person has to agree; null: nobody has to
    look_at       timestamptz not null, -- when a gateway looks at it next
    cause         text,                 -- what is in its way; null: nothing was found
    changed_at    timestamptz not null default now(),
    operation_id  uuid        unique,
    ended_by      text,                 -- null: open, or by its rules
    ended_at      timestamptz,
    end_reason    text,
    constraint begins_before_latest check (begins_at < latest_at),
    constraint begun_iff_operation check ((state = 'BEGUN') = (operation_id is not null)),
    constraint open_iff_not_ended check ((state in ('PLANNED', 'ASKING')) = (ended_at is null))
);
create index planned_reservations on reservation (look_at) where state = 'PLANNED';
create index open_reservations_of_a_host on reservation (subject) where state in ('PLANNED', 'ASKING');
create index reservations_by_time on reservation (begins_at, id);
create index reservations_of_a_host on reservation (subject, begins_at);
create index reservations_by_change on reservation (changed_at);
create unique index one_reservation_of_a_key on reservation (requested_by, key) where key is not null;

create function guard_ended_reservation() returns trigger language plpgsql as $$
begin
    raise exception 'reservation: % of one that has ended is refused.', tg_op using errcode = 'integrity_constraint_violation';
end $$;
create trigger ended_reservations_stay before update on reservation
    for each row when (old.state not in ('PLANNED', 'ASKING')) execute function guard_ended_reservation();
create trigger reservations_are_never_deleted before delete on reservation
    for each row execute function guard_ended_reservation();
create trigger reservations_are_never_truncated before truncate on reservation
    for each statement execute function guard_ended_reservation();
