-- Who has resources of a host without standing in Nova's list of servers there: [{"kind": .., "id": .., "name": .., "text": ..}].
alter table host add column hidden_tenants jsonb not null default '[]';
insert into source (name) values ('soft_deleted'), ('migrations'), ('placement');
