-- Who outside is told what happens here. An event and its deliveries are written by triggers, in the transaction of what they tell of: whichever
-- part or release writes that, none is told that did not happen, and none is lost while no gateway runs. Gateways only send.
create table webhook (
    id            uuid        primary key default gen_random_uuid(), -- another one if a name is used again
    name          text        not null unique,
    format        text        not null check (format in ('cloudevents', 'slack', 'teams', 'pagerduty')),
    url           text        not null,
    routing_key   text,                     -- of PagerDuty
    kinds         text[]      not null check (cardinality(kinds) > 0),
    pools         text[]      not null,     -- empty: all; so are the next two
    gpu_types     text[]      not null,
    operations    text[]      not null,     -- kinds of operation
    secret        text        not null,     -- as a receiver gets it: it has to be known to sign
    former_secret text,                     -- still signs, so that a receiver can change over
    former_until  timestamptz,
    enabled       boolean     not null,
    disabled_why  text,                     -- null: by a person
    disabled_at   timestamptz,
    resting       text,                     -- why nothing is sent for now
    failing_since timestamptz,              -- the first failure that no success has followed
    last_failure  text,
    set_by        text        not null,     -- it tells what this admin may know, by the rights of now
    token_owner   text,
    set_at        timestamptz not null default clock_timestamp(),
    constraint former_with_end check ((former_secret is null) = (former_until is null)),
    constraint disabled_with_time check (enabled = (disabled_at is null))
);

create table webhook_event (
    id      uuid        primary key default gen_random_uuid(), -- receivers drop what they have by it
    kind    text        not null,
    key     text        not null unique, -- what happened: it is told once, however often it is written down
    at      timestamptz not null default clock_timestamp(),
    subject text        not null,
    data    json        not null
);
create index webhook_events_by_age on webhook_event (at);

-- No reference to the webhook: a transaction that tells must not fail because an admin deletes one meanwhile.
create table webhook_delivery (
    id         uuid        primary key default gen_random_uuid(),
    webhook_id uuid        not null,
    event_id   uuid        not null references webhook_event (id),
    state      text        not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
    created_at timestamptz not null default clock_timestamp(),
    due_at     timestamptz not null default clock_timestamp(), -- while it is sent: when somebody else may send it
    attempts   integer     not null default 0,
    asked_by   text,                     -- who wanted a test, or it again; null: nobody
    status     integer,                  -- of the latest answer; null: there was none
    latency_ms integer,
    answer     text,                     -- how it began
    error      text,                     -- why the latest attempt failed
    ended_at   timestamptz,
    constraint ended_with_time check ((state = 'WAITING') = (ended_at is null))
);
create index webhook_deliveries_due on webhook_delivery (webhook_id, due_at) where state = 'WAITING';
create index webhook_deliveries_newest_first on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_deliveries_by_age on webhook_delivery (created_at);
create index webhook_deliveries_of_event on webhook_delivery (event_id);

-- Which sources are stale, as was told last: that one was not read for a while is written nowhere, so gateways look.
create table webhook_source (
    name    text        primary key,
    stale   boolean     not null,
    since   timestamptz,
    trouble text
);

-- What is not known of an event (its pools, say) excludes nobody: better told once too often.
create function tell_webhooks(its_kind text, its_key text, its_subject text, its_pools text[], its_gpu_types text[],
                              its_operation text, its_data jsonb) returns void language plpgsql as $$
declare
    event uuid;
begin
    if not exists (select from webhook where enabled and its_kind = any (kinds)) then
        return;
    end if;
    insert into webhook_event (kind, key, subject, data)
    values (its_kind, its_key, its_subject, its_data)
    on conflict (key) do nothing
    returning id into event;
    insert into webhook_delivery (webhook_id, event_id)
    select id, event from webhook
    where event is not null and enabled and its_kind = any (kinds)
      and (pools = '{}' or its_pools = '{}' or pools && its_pools)
      and (gpu_types = '{}' or its_gpu_types = '{}' or gpu_types && its_gpu_types)
      and (operations = '{}' or its_operation is null or its_operation = any (operations));
end $$;

create function gpu_types_of(its_pools text[]) returns text[] language sql stable as $$
    select coalesce(array_agg(distinct gpu_type), '{}') from pool where name = any (its_pools) and gpu_type is not null
$$;

-- An operation that waits for a person is available at no time: so every part says it.
create function tell_operation_needs_person() returns trigger language plpgsql security definer set search_path from current as $$
declare
    its_pools text[];
begin
    select coalesce(array_agg(distinct pool), '{}') into its_pools
    from (select pool from pool_host where host = new.subject
          union select new.request ->> 'source_aggregate' union select new.request ->> 'target_aggregate') as named (pool)
    where pool <> '';
    perform tell_webhooks('operation.needs-operator', 'operation/' || new.id || '/' || new.audit_seq, new.subject,
        its_pools, gpu_types_of(its_pools), new.kind,
        jsonb_build_object('operation', new.id, 'kind', new.kind, 'subject', new.subject, 'state', new.state,
            'cause', new.cause, 'requested_by', new.requested_by, 'reason', new.reason, 'pools', to_jsonb(its_pools)));
    return null;
end $$;
create trigger webhooks_hear_of_operations after update of available_at on operation for each row
    when (new.open and new.available_at = 'infinity' and old.available_at < 'infinity')
    execute function tell_operation_needs_person();

-- A changed host is written anew with what is known of its drift, so an old drift is no news.
create function tell_drift() returns trigger language plpgsql security definer set timezone = 'UTC' set search_path from current as $$
declare
    its_pools text[] := array_remove(array[new.pool, new.drift_expected], null);
begin
    if new.drift_since > now() - interval '1 day' then
        perform tell_webhooks('host.drift',
            'drift/' || new.name || '/' || new.drift_operation || '/' || extract(epoch from new.drift_since), new.name,
            its_pools, case when new.gpu_type is null then gpu_types_of(its_pools) else array[new.gpu_type] end, null,
            jsonb_build_object('host', new.name, 'pool', new.pool, 'expected_pool', new.drift_expected,
                'operation', new.drift_operation, 'since', new.drift_since, 'gpu_type', new.gpu_type));
    end if;
    return null;
end $$;
create trigger webhooks_hear_of_drift after insert or update on host for each row
    when (new.drift_operation is not null) execute function tell_drift();

create function tell_source() returns trigger language plpgsql security definer set timezone = 'UTC' set search_path from current as $$
begin
    if tg_op = 'UPDATE' and new.stale = old.stale or tg_op = 'INSERT' and not new.stale then
        return null;
    end if;
    perform tell_webhooks(case when new.stale then 'source.stale' else 'source.fresh' end,
        'source/' || new.name || '/' || gen_random_uuid(), new.name, '{}', '{}', null,
        jsonb_build_object('source', new.name, 'since', new.since, 'trouble', new.trouble));
    return null;
end $$;
create trigger webhooks_hear_of_sources after insert or update on webhook_source for each row execute function tell_source();

create function tell_plan_done() returns trigger language plpgsql security definer set search_path from current as $$
declare
    its_pools text[];
    score     jsonb;
begin
    select coalesce(array_agg(distinct entry ->> 'pool'), '{}') into its_pools
    from json_array_elements(new.pools) as entry where entry ->> 'pool' is not null;
    select jsonb_build_object(
        'planned', count(*) filter (where i.state in ('PLANNED', 'WAITING')),
        'open', count(*) filter (where o.open),
        'succeeded', count(*) filter (where not o.open and o.state = 'SUCCEEDED'),
        'cancelled', count(*) filter (where i.state = 'CANCELLED' or not o.open and o.state = 'CANCELLED'),
        'failed', count(*) filter (where i.state = 'REFUSED' or not o.open and o.state not in ('SUCCEEDED', 'CANCELLED')))
    into score
    from plan_item i left join operation o on o.id = i.operation_id where i.plan_id = new.id;
    perform tell_webhooks('plan.done', 'plan/' || new.id || '/' || new.round, new.id::text, its_pools,
        gpu_types_of(its_pools), null,
        jsonb_build_object('plan', new.id, 'name', new.name, 'created_by', new.created_by, 'committed_by', new.committed_by,
            'policy', new.policy, 'stopped', new.stopped, 'cancelled_by', new.cancelled_by, 'score', score,
            'pools', to_jsonb(its_pools)));
    return null;
end $$;
create trigger webhooks_hear_of_plans after update of running on plan for each row
    when (old.running and not new.running) execute function tell_plan_done();

create function tell_proposal() returns trigger language plpgsql security definer set search_path from current as $$
declare
    its_pools text[];
begin
    select coalesce(array_agg(distinct entry ->> 'pool'), '{}') into its_pools
    from json_array_elements(new.pools) as entry where entry ->> 'pool' is not null;
    perform tell_webhooks('policy.proposal', 'proposal/' || new.id, new.policy, its_pools, gpu_types_of(its_pools), null,
        jsonb_build_object('plan', new.id, 'policy', new.policy, 'why', new.why, 'need', new.need,
            'pools', to_jsonb(its_pools)));
    return null;
end $$;
create trigger webhooks_hear_of_proposals after insert on plan for each row
    when (new.policy is not null) execute function tell_proposal();

-- One that was disabled because it failed is told by the others.
create function tell_webhook_disabled() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform tell_webhooks('webhook.disabled', 'webhook/' || new.id || '/' || gen_random_uuid(), new.name, '{}', '{}', null,
        jsonb_build_object('webhook', new.name, 'why', new.disabled_why));
    return null;
end $$;
create trigger webhooks_hear_of_webhooks after update of enabled on webhook for each row
    when (old.enabled and not new.enabled and new.disabled_why is not null) execute function tell_webhook_disabled();

revoke execute on function tell_webhooks(text, text, text, text[], text[], text, jsonb), gpu_types_of(text[]),
    tell_operation_needs_person(), tell_drift(), tell_source(), tell_plan_done(), tell_proposal(), tell_webhook_disabled()
    from public;
