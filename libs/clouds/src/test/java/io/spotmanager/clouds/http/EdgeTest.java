package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Rejected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only a vendor's own error document is its refusal; what stands in front of a vendor is told apart. */
class EdgeTest {

    /** The answers of edges, as reports and manuals show them. */
    private enum Edge {
        CODE("error code: 1010"),
        PAGE("<html><head><title>Attention Required! | Cloudflare</title></head></html>"),
        JSON("{\"title\": \"Error 1010: Access denied\", \"status\": 403, \"cloudflare_error\": true}"),
        GATEWAY("{\"message\": \"Forbidden\"}"),
        NOTHING(""),
        EMPTY("{}"),
        KONG("{\"message\": \"no Route matched with those values\", \"request_id\": \"1\"}"),
        GOOGLE("{\"error\": {\"code\": 403, \"message\": \"blocked\", \"status\": \"PERMISSION_DENIED\"}}"),
        JSON_API("{\"errors\": [{\"status\": \"403\", \"title\": \"Blocked\"}]}"),
        LISTS("{\"errors\": [\"blocked by rule 7\"]}");

        private final String body;

        Edge(String body) {
            this.body = body;
        }
    }

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_in_the_vendors_own_form_is_definite(Vendor vendor) {
        server.then(403, vendor.ownRefusal);

        assertThat(vendor.change(server.url()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(403));
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_in_another_form_comes_from_something_in_front_of_the_vendor(Edge edge) {
        for (Vendor vendor : Vendor.values()) {
            server.then(403, edge.body);

            CloudResult<?> answer = vendor.change(server.url());

            assertThat(answer).as(vendor.word).isNotInstanceOf(Rejected.class);
            assertThat(answer.problem()).contains("403", "something in front of it");
        }
    }
}
