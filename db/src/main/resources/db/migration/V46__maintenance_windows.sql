-- Hours in which reservations begin, such as Saturdays from 02:00 to 04:00 in Oslo. Times are those that the clocks there show.
create table maintenance_window (
    name     text        primary key,
    weekdays smallint[]  not null check (cardinality(weekdays) > 0), -- 1 is Monday; of the day on which it begins
    begins   time        not null,
    ends     time        not null, -- not later than begins: on the next day
    zone     text        not null, -- as IANA names it
    set_by   text        not null,
    set_at   timestamptz not null default now()
);
