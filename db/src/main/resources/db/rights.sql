-- What each part may do with each table, and nothing else: the only place that says so. The schema migration grants it to the roles
-- that the parts log in with; a role for several parts gets the rights of each of them. Nobody here owns a table, so nobody here can
-- change one, or its triggers. A table without a line, or a part without one, is an error that a test finds.
-- Parts of the release before go on with these rights: what they need is taken away one release later.

-- The schema, and the cloud it is bound to: by the part that starts first.
grant select on flyway_schema_history, schema_support to gateway, migration_worker, launch_worker, inventory_worker;
grant select, insert, update (project, region, replaced_at) on cloud_binding to gateway, migration_worker, launch_worker, inventory_worker;

-- Operations: a gateway accepts them and writes down what a person asks for, and workers carry them out.
grant select, insert, update (asked, audit_seq, audit_head, updated_at, available_at) on operation to gateway;
grant select, update on operation to migration_worker, launch_worker;
grant select on operation to inventory_worker;
-- One column, because rows can only be locked by who may change them: two gateways do not clean up the same ones.
grant select, insert, update (created_at), delete on idempotency_key to gateway;
grant select, insert, update, delete on worker to migration_worker, launch_worker;
grant select on worker to gateway, inventory_worker;
grant select, insert, update on workflow_description to migration_worker, launch_worker;
grant select on workflow_description to gateway, inventory_worker;

-- Every part relays commands that another one left behind.
grant select, insert, update, delete on outbox to gateway, migration_worker, launch_worker;
grant select, update, delete on outbox to inventory_worker;

-- What is only ever appended to.
grant select, insert on audit_entry to gateway, migration_worker, launch_worker;
grant select on audit_entry to inventory_worker;
grant select, insert on audit_checkpoint to gateway;
grant select, insert on security_entry, security_checkpoint to gateway;
-- Verifications of them: the results have signatures, and what is noted between two portions has seals.
grant select, insert, update, delete on verification to gateway;
grant select, insert, update, truncate on verification_head to gateway;
-- What has left the history. No part that serves can remove anything of it: that is done by a command with a role of its own, and
-- triggers let go only what an archive has.
grant select on history_archive, archived_operation to gateway, migration_worker, launch_worker, inventory_worker;
grant select, insert on history_archive, archived_operation to history_archive;
grant select, delete on operation, audit_entry to history_archive;
grant select on audit_checkpoint, schema_support, flyway_schema_history, plan_item, reservation, approval, idempotency_key, missing_entry, outbox to history_archive;
-- Triggers write the entries, with the rights of the owner.
grant select on installation_entry to gateway;
grant select, insert on installation_checkpoint to gateway;

-- A freeze and its end come from a person; every part may hold a database that is too old, and records what is missing in it.
grant select, insert on freeze_entry to gateway, migration_worker, launch_worker, inventory_worker;
grant select, insert on missing_entry to gateway, migration_worker, launch_worker, inventory_worker;
grant select, insert on history_epoch to gateway;
grant select on history_epoch to migration_worker, launch_worker, inventory_worker;

-- The limit of calls to Hyperstack.
-- A gateway of the release before still reads there itself.
grant select, insert, update on rate_limit to gateway, launch_worker, inventory_worker;

-- People, their sessions and their tokens, and what is still allowed of log-ins and requests. Nobody is ever removed.
grant select, insert, update (role, password_hash, must_change, password_set_at, disabled_by, disabled_at) on person to gateway;
grant select, insert, update on api_token to gateway;
grant select, insert, delete on person_limit to gateway;
grant select, insert, update, delete on web_session, web_session_attributes to gateway;
grant select, insert, update on configured_user to gateway;
grant select, insert, update, delete on known_setting to gateway;
grant select, insert, update, delete on request_limit, login_place to gateway;

-- Requests for a second person. What was asked for is never changed, and a request is never removed.
grant select, insert, update (state, first_person, first_at, first_reason, ended_by, ended_at, end_reason, operation_id) on approval to gateway;
grant select, insert, update (created_at), delete on approval_key to gateway;

-- What begins at a time, and the hours in which it may. What was asked for is never changed, and a reservation is never removed.
grant select, insert, update (state, window_name, begins_at, latest_at, free_at, look_at, cause, changed_at, operation_id, ended_by, ended_at, end_reason) on reservation to gateway;
grant select, insert, update, delete on maintenance_window to gateway;

-- The snapshot of the fleet: written by the inventory worker alone. A gateway can wish for a fresh one.
grant select, update on snapshot, source to inventory_worker;
grant select, insert, update, delete on pool, pool_host, host, host_read, vm, flavor, project, device to inventory_worker;
grant select, insert, update on source_measure, source_doubt to inventory_worker;
grant select, update (wanted_at) on snapshot to gateway;
grant select, update (accepted_by, accepted_at, reason) on source_doubt to gateway;
grant select on source, pool, pool_host, host, host_read, vm, device to gateway;
grant select on host to launch_worker;
grant select, insert, delete on capacity to inventory_worker;
grant select on capacity to gateway;

-- What launches can choose from.
grant select, insert, update on launch_catalogue to inventory_worker;
grant select, update on launch_catalogue_due to inventory_worker;
grant select on launch_catalogue to gateway;

-- Plans. What an item begins is never changed, and nothing of a plan is ever removed.
grant select, insert, update on plan to gateway;
grant select, insert, update (preview, state, round, operation_id, note) on plan_item to gateway;
grant select, insert, update, delete on pool_policy to gateway;

-- What the parts that use clouds found out about them; every part shows it.
grant select, insert, update, delete on dependency_report to migration_worker, launch_worker, inventory_worker;
grant select on dependency_report to gateway;

-- Which release each running process has.
grant select, insert, update, delete on running_part to gateway, migration_worker, launch_worker, inventory_worker;

-- Who outside is told. Triggers write events and deliveries, with the rights of the owner.
grant select, insert, update, delete on webhook, webhook_event, webhook_delivery to gateway;
grant select, insert, update on webhook_source to gateway;

-- Filters that people keep.
grant select, insert, update, delete on saved_view to gateway;
