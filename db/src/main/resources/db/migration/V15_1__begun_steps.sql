-- Whether a step has begun under the present lease. The death of a worker counts as an attempt only then.
alter table operation add column begun boolean not null default false;
