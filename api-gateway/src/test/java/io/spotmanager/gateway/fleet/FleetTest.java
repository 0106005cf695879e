package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the API says of a snapshot that is known to the letter. */
@GatewayTest
class FleetTest {
    private final Gateway gateway;

    FleetTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void the_inventory_worker_has_seen_a_small_fleet() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink, zone)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false, null),
                       ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false, 'az-1'),
                       ('Contract-ACME-L40', 3, 'CONTRACT', 'L40', 'name', false, null),
                       ('contract-mixed', 4, 'CONTRACT', null, null, false, null),
                       ('cpu-general', 5, null, null, null, false, null)
                """, """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('H1', 'L40-n3', 'L40', 3, 8, 2, 'IN_USE', '[]'),
                       ('H3', 'Contract-ACME-L40', 'L40', 8, 8, 1, 'IN_USE', '[]'),
                       ('H4', 'contract-mixed', null, 1, 8, 1, 'IN_USE', '[]'),
                       ('H5', null, null, 0, 0, 1, 'IN_USE', '[]'),
                       ('H6', null, 'A100', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NO_AGGREGATE", "text": "in no aggregate"}]')
                """, """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons, nvlinks, zone,
                    service_enabled, service_up, disabled_reason, tenant, owner_group, site, rack, netbox_status, netbox_url,
                    drift_operation, drift_expected, drift_since)
                values ('H2', 'L40-n3', 'L40', 0, 8, 0, 'OUT_OF_STOCK',
                    '[{"code": "SERVICE_DISABLED", "text": "its compute service is disabled: broken fan"},
                      {"code": "SEVERAL_POOLS", "text": "in L40-n3 and L40-n3-spot at once"}]',
                    false, 'az-1', false, true, 'broken fan', 'Acme', 'Investors', 'CA1', 'R12', 'active', 'https://netbox/1',
                    '00000000-0000-0000-0000-000000000007', 'L40-n3-spot', '2026-01-01T00:00:00Z')
                """, """
                insert into pool_host (pool, host)
                values ('L40-n3', 'H1'), ('L40-n3', 'H2'), ('L40-n3-spot', 'H2'), ('Contract-ACME-L40', 'H3'),
                       ('contract-mixed', 'H4'), ('cpu-general', 'H5')
                """, """
                insert into vm (id, name, status, host, project_id, project, flavor, gpus, created)
                values ('id-2', 'vm-b', 'ACTIVE', 'H1', 'p1', 'acme', 'n3-L40x1', 1, '2026-01-02T03:04:05Z'),
                       ('id-1', 'vm-a', 'SHUTOFF', 'H1', 'p2', null, 'n3-L40x2', 2, null),
                       ('id-3', 'vm-on-no-host', 'SHELVED_OFFLOADED', null, 'p1', 'acme', 'n3-L40x8', 8, null)
                """);
    }

    @Test
    void every_type_is_counted_and_what_cannot_be_told_is_named() {
        assertThat(get("/api/gpu-types")).isEqualTo(json("""
                {"gpu_types": [{"gpu_type": "L40", "pools": 3, "hosts": 3, "gpu_used": 11, "gpu_capacity": 24,
                  "hosts_available": 0, "hosts_under_way": 0, "hosts_out_of_stock": 1, "largest_free": 5,
                  "out_of_stock_reasons": [{"code": "SERVICE_DISABLED", "hosts": 1}, {"code": "SEVERAL_POOLS", "hosts": 1}],
                  "gpus": {"free": 5, "used": 11, "sellable": 16, "under_way": 0, "out_of_stock": 8, "total": 24},
                  "sold_in": [
                    {"name": "Contract-ACME-L40", "pool": "CONTRACT", "nvlinks": false, "hosts": 1, "hosts_available": 0,
                      "hosts_arriving": 0, "largest_free": 0,
                      "gpus": {"free": 0, "used": 8, "sellable": 8, "under_way": 0, "out_of_stock": 0, "total": 8}},
                    {"name": "L40-n3", "pool": "ON_DEMAND", "nvlinks": false, "hosts": 2, "hosts_available": 0,
                      "hosts_arriving": 0, "largest_free": 5,
                      "gpus": {"free": 5, "used": 3, "sellable": 8, "under_way": 0, "out_of_stock": 8, "total": 16}},
                    {"name": "L40-n3-spot", "pool": "SPOT", "nvlinks": false, "hosts": 1, "hosts_available": 0,
                      "hosts_arriving": 0, "largest_free": 0,
                      "gpus": {"free": 0, "used": 0, "sellable": 0, "under_way": 0, "out_of_stock": 8, "total": 8}}]}],
                 "aggregates": {"L40": {"spot": "L40-n3-spot",
                   "ondemand_variants": [{"aggregate": "L40-n3", "variant": "L40-n3"}],
                   "contracts": [{"aggregate": "Contract-ACME-L40", "name": "Contract-ACME-L40"}]}},
                 "unclassified": {"pools": ["contract-mixed", "cpu-general"], "hosts": 2}}"""));
    }

    @Test
    void a_host_in_several_pools_stands_in_each_and_counts_once_in_the_sum() {
        var l40 = get("/api/aggregates/L40");

        assertThat(l40.path("gpu_summary")).isEqualTo(json("""
                {"hosts": 2, "hosts_available": 0, "hosts_in_use": 1, "vm_count": 2, "gpu_used": 3, "gpu_capacity": 16,
                 "gpus": {"free": 5, "used": 3, "sellable": 8, "under_way": 0, "out_of_stock": 8, "total": 16}}"""));
        assertThat(names(l40, "L40-n3")).containsExactly("H1", "H2");
        assertThat(names(l40, "L40-n3-spot")).containsExactly("H2");
        assertThat(l40.path("pools")).hasSize(2);
    }

    @Test
    void a_pool_may_be_asked_for_alone() {
        assertThat(get("/api/aggregates/L40/L40-n3-spot")).isEqualTo(json("""
                {"pool": {"name": "L40-n3-spot", "pool": "SPOT", "gpu_type": "L40", "nvlinks": false,
                  "availability_zone": "az-1",
                  "gpu_summary": {"hosts": 1, "hosts_available": 0, "hosts_in_use": 0, "vm_count": 0, "gpu_used": 0,
                    "gpu_capacity": 8,
                    "gpus": {"free": 0, "used": 0, "sellable": 0, "under_way": 0, "out_of_stock": 8, "total": 8}},
                  "arriving": [],
                  "hosts": [{"hostname": "H2", "aggregate": "L40-n3", "pool": "ON_DEMAND", "gpu_type": "L40", "nvlinks": false,
                    "availability_zone": "az-1", "aggregates": ["L40-n3", "L40-n3-spot"], "gpu_used": 0, "gpu_capacity": 8,
                    "vm_count": 0, "has_vms": false, "hidden_tenants": [], "tenant": "Acme", "owner_group": "Investors", "site": "CA1", "rack": "R12",
                    "netbox_status": "active", "netbox_url": "https://netbox/1", "status": "OUT_OF_STOCK",
                    "reasons": [
                      {"code": "SERVICE_DISABLED", "text": "its compute service is disabled: broken fan"},
                      {"code": "SEVERAL_POOLS", "text": "in L40-n3 and L40-n3-spot at once"}],
                    "compute": {"enabled": false, "up": true, "disabled_reason": "broken fan"},
                    "drift": {"operation": "00000000-0000-0000-0000-000000000007", "expected": "L40-n3-spot",
                      "since": "2026-01-01T00:00:00Z"}}]}}"""));
    }

    @Test
    void a_withdrawn_host_shows_why_since_when_and_by_whom_until_it_is_placed() {
        gateway.tamper(
                """
                insert into host (name, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('H7', 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NO_AGGREGATE", "text": "in no aggregate"}]')
                """,
                """
                insert into operation (id, kind, subject, state, request, reason, requested_by, audit_seq, audit_head, created_at)
                values ('00000000-0000-0000-0000-000000000008', 'withdrawal', 'H7', 'HOST_REMOVED',
                    '{"host": "H7", "source_aggregate": "L40-n3"}', 'new fans', 'anna', 1, '', '2026-01-01T00:00:00Z')
                """,
                "insert into pool (name, aggregate_id, nvlink) values ('zone-a', 9, false)",
                "insert into pool_host (pool, host) values ('zone-a', 'H7')",
                "update snapshot set generation = generation + 1");
        assertThat(outOfStock("H7").has("withdrawn")).isFalse();

        // The snapshot's generation does not change with the end of an operation.
        gateway.tamper("update operation set open = false, ended_at = '2026-01-01T00:01:00Z', state = 'SUCCEEDED'");
        assertThat(outOfStock("H7").path("withdrawn")).isEqualTo(json("""
                {"operation": "00000000-0000-0000-0000-000000000008", "since": "2026-01-01T00:01:00Z", "by": "anna",
                 "reason": "new fans"}"""));

        gateway.tamper("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head, ended_at)
                values ('00000000-0000-0000-0000-000000000009', 'placement', 'H7', 'SUCCEEDED', false,
                    '{"host": "H7", "target_aggregate": "L40-n3"}', 'anna', 1, '', now())
                """, "update snapshot set generation = generation + 1");
        assertThat(outOfStock("H7").has("withdrawn")).isFalse();
    }

    private JsonNode outOfStock(String host) {
        return get("/api/out-of-stock")
                .path("hosts")
                .valueStream()
                .filter(one -> one.path("hostname").asString().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private void openMove(String host) {
        gateway.tamper("""
                insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)
                values ('00000000-0000-0000-0000-000000000009', 'migration', '%s', 'HOST_REMOVED',
                    '{"host": "%1$s", "source_aggregate": "L40-n3", "target_aggregate": "L40-n3-spot"}', 'operator', 1, '')
                """.formatted(host));
    }

    @Test
    void a_host_between_two_pools_is_counted_where_it_is_going_until_its_move_is_over() {
        gateway.tamper("""
                insert into host (name, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('H7', 'L40', 0, 8, 0, 'OUT_OF_STOCK', '[{"code": "NO_AGGREGATE", "text": "in no aggregate"}]')
                """, "update snapshot set generation = generation + 1");
        var lost = get("/api/gpu-types").path("gpu_types").path(0);
        assertThat(lost.path("gpus").path("out_of_stock").asInt()).isEqualTo(16);
        assertThat(lost.path("hosts_out_of_stock").asInt()).isEqualTo(2);

        openMove("H7"); // the snapshot's generation does not change with it
        var l40 = get("/api/gpu-types").path("gpu_types").path(0);
        assertThat(l40.path("gpus")).isEqualTo(json("""
                {"free": 5, "used": 11, "sellable": 16, "under_way": 8, "out_of_stock": 8, "total": 32}"""));
        assertThat(l40.path("hosts_under_way").asInt()).isEqualTo(1);
        assertThat(l40.path("gpu_capacity").asInt()).isEqualTo(24);
        var spot = get("/api/aggregates/L40/L40-n3-spot").path("pool");
        assertThat(spot.path("arriving").path(0).path("hostname").asString()).isEqualTo("H7");
        assertThat(spot.path("arriving").path(0).path("moving").path("from").asString())
                .isEqualTo("L40-n3");
        assertThat(spot.path("gpu_summary").path("gpus").path("under_way").asInt())
                .isEqualTo(8);
        assertThat(spot.path("gpu_summary").path("hosts").asInt()).isEqualTo(1);

        gateway.tamper("update operation set open = false, ended_at = now(), state = 'ADOPTED'");
        assertThat(get("/api/gpu-types")
                        .path("gpu_types")
                        .path(0)
                        .path("gpus")
                        .path("under_way")
                        .asInt())
                .isZero();
    }

    @Test
    void a_host_that_is_out_of_stock_for_another_reason_too_is_not_under_way() {
        openMove("H2");

        assertThat(get("/api/gpu-types")
                        .path("gpu_types")
                        .path(0)
                        .path("hosts_under_way")
                        .asInt())
                .isZero();
    }

    @Test
    void a_host_in_use_on_which_no_vm_is_listed_has_no_free_gpus() {
        gateway.tamper("""
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                values ('H8', 'L40-n3-spot', 'L40', 0, 8, 0, 'IN_USE', '[]')
                """, "insert into pool_host (pool, host) values ('L40-n3-spot', 'H8')");

        assertThat(get("/api/aggregates/L40/L40-n3-spot")
                        .at("/pool/gpu_summary/gpus/free")
                        .asInt())
                .isZero();
    }

    @Test
    void contracts_stand_by_themselves_and_those_of_no_known_type_too() {
        var l40 = get("/api/contract-aggregates/L40");
        assertThat(l40.path("pools")).hasSize(1);
        assertThat(l40.path("pools").path(0).path("gpu_type_from").asString()).isEqualTo("name");
        assertThat(names(l40, "Contract-ACME-L40")).containsExactly("H3");

        assertThat(names(get("/api/contract-aggregates/unclassified"), "contract-mixed"))
                .containsExactly("H4");
    }

    @Test
    void what_is_out_of_stock_is_listed_with_its_reasons_by_type_or_all() {
        var all = get("/api/out-of-stock");
        assertThat(all.path("hosts")
                        .valueStream()
                        .map(host -> host.path("hostname").asString()))
                .containsExactly("H2", "H6");
        assertThat(all.path("reasons")).isEqualTo(json("""
                [{"code": "NO_AGGREGATE", "hosts": 1}, {"code": "SERVICE_DISABLED", "hosts": 1},
                 {"code": "SEVERAL_POOLS", "hosts": 1}]"""));

        assertThat(get("/api/out-of-stock?gpu_type=A100").path("hosts")).hasSize(1);
    }

    @Test
    void the_servers_of_a_host_are_listed_by_name() {
        assertThat(get("/api/host-vms/H1")).isEqualTo(json("""
                {"hostname": "H1", "gpu_used": 3, "gpu_capacity": 8, "count": 2, "vms": [
                  {"id": "id-1", "name": "vm-a", "status": "SHUTOFF", "flavor": "n3-L40x2", "gpus": 2, "project_id": "p2",
                   "ID": "id-1", "Name": "vm-a", "Status": "SHUTOFF", "Flavor": "n3-L40x2", "Project": "p2", "Created": "N/A",
                   "Updated": "N/A", "Image": "N/A", "User": "N/A"},
                  {"id": "id-2", "name": "vm-b", "status": "ACTIVE", "flavor": "n3-L40x1", "gpus": 1, "project_id": "p1",
                   "project": "acme", "created": "2026-01-02T03:04:05+00:00",
                   "ID": "id-2", "Name": "vm-b", "Status": "ACTIVE", "Flavor": "n3-L40x1", "Project": "p1",
                   "Created": "2026-01-02T03:04:05+00:00", "Updated": "N/A", "Image": "N/A", "User": "N/A"}]}"""));
        assertThat(get("/api/host-vms/H6").path("vms")).isEmpty();
    }

    @Test
    void what_is_not_known_is_not_found() {
        gateway.viewer().get("/api/aggregates/B200").isProblem(404, "not-found").says("The GPU type B200 is unknown");
        gateway.viewer().get("/api/contract-aggregates/B200").isProblem(404, "not-found");
        gateway.viewer().get("/api/out-of-stock?gpu_type=B200").isProblem(404, "not-found");
        gateway.viewer()
                .get("/api/aggregates/L40/A100-n3")
                .isProblem(404, "not-found")
                .says("no pool A100-n3 for L40");
        gateway.viewer().get("/api/host-vms/h1").isProblem(404, "not-found").says("case-sensitive");
    }

    @Test
    void who_has_the_latest_generation_is_sent_nothing_until_something_changes() {
        var first = gateway.viewer().get("/api/aggregates/L40").is(200);
        var etag = first.header("ETag");
        assertThat(etag).startsWith("W/\"");
        assertThat(first.header("Cache-Control")).contains("no-cache").doesNotContain("no-store");

        var again = gateway.viewer()
                .with("If-None-Match", etag)
                .get("/api/aggregates/L40")
                .is(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);

        gateway.tamper(
                "delete from pool_host where pool = 'L40-n3-spot'", "update snapshot set generation = generation + 1");
        var changed = gateway.viewer()
                .with("If-None-Match", etag)
                .get("/api/aggregates/L40")
                .is(200);
        assertThat(names(changed.json(), "L40-n3-spot")).isEmpty();
    }

    @Test
    void a_type_that_is_not_known_is_not_found_whatever_the_caller_has() {
        var etag = gateway.viewer().get("/api/aggregates/L40").is(200).header("ETag");

        gateway.viewer().with("If-None-Match", etag).get("/api/aggregates/B200").isProblem(404, "not-found");
    }

    @Test
    void another_database_with_the_same_generation_is_not_what_the_caller_has() {
        var etag = gateway.viewer().get("/api/gpu-types").is(200).header("ETag");
        gateway.tamper("update snapshot set generation = generation + 1");
        gateway.viewer().get("/api/gpu-types").is(200);
        gateway.tamper("delete from pool", "update snapshot set generation = generation - 1");

        gateway.viewer().with("If-None-Match", etag).get("/api/gpu-types").is(200);
    }

    @Test
    void what_is_of_no_known_type_can_be_asked_for_together_and_alone() {
        var unclassified = get("/api/aggregates/unclassified");

        assertThat(unclassified.path("pools")).hasSize(1);
        assertThat(names(unclassified, "cpu-general")).containsExactly("H5");
        assertThat(get("/api/aggregates/unclassified/cpu-general").has("pool")).isTrue();
    }

    @Test
    void a_snapshot_restored_from_a_backup_is_shown_although_its_generation_is_lower() {
        get("/api/gpu-types");
        gateway.tamper("delete from pool", "update snapshot set generation = 1");

        assertThat(get("/api/gpu-types").path("gpu_types")).isEmpty();
        gateway.tamper("update snapshot set generation = 1000000");
    }

    @Test
    void who_can_unpack_is_sent_less() {
        var packed = gateway.viewer()
                .with("Accept-Encoding", "gzip")
                .get("/api/aggregates/L40")
                .is(200);

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
    }

    /** Without the generation, which is another one for each test. */
    private JsonNode get(String path) {
        var answer = (tools.jackson.databind.node.ObjectNode)
                gateway.viewer().get(path).is(200).json();
        assertThat(answer.remove("generation").asLong()).isPositive();
        return answer;
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private static java.util.List<String> names(JsonNode pools, String name) {
        return pools.path("pools")
                .valueStream()
                .filter(pool -> pool.path("name").asString().equals(name))
                .flatMap(pool -> pool.path("hosts").valueStream())
                .map(host -> host.path("hostname").asString())
                .toList();
    }
}
