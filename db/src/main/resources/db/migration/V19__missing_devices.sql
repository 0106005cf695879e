-- Since when NetBox no longer shows the device, whose last values are kept; null while it does. A token that may view less gets
-- fewer devices without an error, and a host that has failed must not look sound because of that.
alter table device add column missing_since timestamptz;
