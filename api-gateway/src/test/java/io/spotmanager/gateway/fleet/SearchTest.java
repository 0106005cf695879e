package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class SearchTest {
    private final Gateway gateway;

    SearchTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void two_hosts_are_known() {
        gateway.tamper(
                "insert into pool (name, aggregate_id, kind, gpu_type, nvlink) values ('L40-n3', 1, 'ON_DEMAND', 'L40', false)",
                """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons, tenant, owner_group)
                values ('CA1-L40-01', 'L40-n3', 'L40', 1, 8, 1, 'IN_USE', '[]', 'Acme Capital', 'Investors'),
                       ('CA1-L40-011', null, null, 0, 8, 0, 'OUT_OF_STOCK', '[]', 'Acme Capital', null)
                """,
                """
                insert into vm (id, name, status, host, project_id, flavor, gpus)
                values ('11111111-2222', 'acme-web', 'ACTIVE', 'CA1-L40-01', 'p', 'n3-L40x1', 1),
                       ('33333333-4444', '100%_sure', 'SHELVED_OFFLOADED', null, 'p', 'n3-L40x1', 1)
                """);
    }

    @Test
    void a_host_is_found_by_a_part_of_its_name_in_any_case_and_the_whole_name_first() {
        assertThat(labels("l40-01")).containsExactly("CA1-L40-01", "CA1-L40-011");
        assertThat(labels("CA1-L40-011")).containsExactly("CA1-L40-011");
    }

    @Test
    void a_server_is_found_by_name_and_by_id_and_tells_where_it_is() {
        var byName = search("acme-web").json().path("items").path(0);
        assertThat(byName.toString()).isEqualTo("""
                {"kind":"VM","label":"acme-web","field":"vm_name","hostname":"CA1-L40-01","aggregate":"L40-n3",\
                "gpu_type":"L40","vm_id":"11111111-2222"}""");

        var byId = search("11111111").json().path("items").path(0);
        assertThat(byId.path("field").asString()).isEqualTo("vm_id");
        assertThat(byId.path("label").asString()).isEqualTo("acme-web");
    }

    @Test
    void a_tenant_and_an_owner_are_found_with_their_hosts() {
        assertThat(search("capital").each("kind")).containsExactly("TENANT", "TENANT");
        assertThat(search("capital").each("hostname")).containsExactly("CA1-L40-01", "CA1-L40-011");
        assertThat(search("investors").each("kind")).containsExactly("OWNER");
    }

    @Test
    void a_tenants_hosts_come_before_its_servers() {
        gateway.tamper("""
                insert into vm (id, name, status, host, project_id, flavor, gpus)
                values ('5', 'acme', 'ACTIVE', 'CA1-L40-01', 'p', 'n3-L40x1', 1)
                """);

        assertThat(search("acme").each("kind"))
                .as("a VM of exactly this name, then")
                .containsExactly("VM", "TENANT", "TENANT", "VM");
        assertThat(search("acm").each("kind")).containsExactly("TENANT", "TENANT", "VM", "VM");
    }

    @Test
    void a_pool_is_found() {
        var pool = search("L40-n3").json().path("items").path(0);
        assertThat(pool.path("kind").asString()).isEqualTo("POOL");
        assertThat(pool.path("aggregate").asString()).isEqualTo("L40-n3");
        assertThat(pool.path("gpu_type").asString()).isEqualTo("L40");
    }

    @Test
    void signs_that_mean_something_to_a_database_mean_themselves() {
        assertThat(labels("%_")).containsExactly("100%_sure");
        assertThat(labels("0%")).containsExactly("100%_sure");
        assertThat(labels("\\")).isEmpty();
        assertThat(labels("' or 1=1 --")).isEmpty();
    }

    @Test
    void the_total_tells_how_many_there_are_beyond_the_limit() {
        var found = search("L40", "&limit=1");

        assertThat(found.each("label")).hasSize(1);
        assertThat(found.json().path("total").asInt()).isEqualTo(3);
    }

    @Test
    void nothing_found_is_an_empty_list() {
        assertThat(search("zebra").json().path("items")).isEmpty();
        assertThat(search("zebra").json().path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?q=%20", "?q=", "?q=a&limit=0", "?q=a&limit=501"})
    void what_cannot_be_searched_for_is_refused(String query) {
        gateway.viewer()
                .get("/api/search" + query)
                .isProblem(400, "invalid-request")
                .says("1 to");
    }

    private List<String> labels(String words) {
        return search(words).each("label");
    }

    private Reply search(String words, String... more) {
        return gateway.viewer()
                .get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + String.join("", more))
                .is(200);
    }
}
