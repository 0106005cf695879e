package io.spotmanager.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cloud said, such as a part of a credential that it echoes, is for operators, wherever it is shown. */
@GatewayTest
class WhatViewersReadTest {
    private static final String ECHOED = "echo-of-a-credential";
    private static final String CAUSE = "Nova could not be read: refused (400): bad token " + ECHOED;

    private final Gateway gateway;

    WhatViewersReadTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void no_answer_to_a_viewer_has_the_words_of_a_cloud_and_those_to_an_operator_do() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.tamper(
                "update operation set cause = '%s', facts = '{\"seen\": \"%s\"}'".formatted(CAUSE, CAUSE),
                """
                insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, step, attempt, fence, detail, hash)
                select operation_id, 2, at, actor, event, from_state, to_state, 'move', attempt, fence,
                       '{"cause": "%s", "calls": [{"command": "openstack x", "answer": "400 bad token %s", "took_ms": 1}]}',
                       hash from audit_entry
                """.formatted(CAUSE, ECHOED),
                "update source set state = 'STALE', stale_since = now(), trouble = '%s' where name = 'servers'"
                        .formatted(CAUSE));

        for (var path : List.of(
                "/api/operations",
                "/api/operations/" + id,
                "/api/operations/" + id + "/events",
                "/api/operations.csv",
                "/api/command-log",
                "/api/snapshot")) {
            assertThat(gateway.operator().get(path).is(200).text()).as(path).contains(ECHOED);
            assertThat(gateway.viewer().get(path).is(200).text())
                    .as(path)
                    .doesNotContain(ECHOED)
                    .contains("400", "What the cloud said is shown to operators");
        }
    }

    @Test
    void a_viewer_does_not_find_them_by_guessing() {
        gateway.acceptedMoveOf("H1");
        gateway.tamper("update operation set cause = '%s'".formatted(CAUSE));

        assertThat(gateway.operator().get("/api/operations?q=" + ECHOED).each("id"))
                .hasSize(1);
        assertThat(gateway.viewer().get("/api/operations?q=" + ECHOED).each("id"))
                .isEmpty();
        assertThat(gateway.viewer().get("/api/operations?q=H1").each("id")).hasSize(1);
    }

    @Test
    void problems_of_a_viewers_own_question_have_no_words_either() {
        gateway.cloud().fails("conflict");
        var path = "/api/openstack/server/status?name=web";

        var operators = gateway.operator().get(path);
        var viewers = gateway.viewer().get(path);

        assertThat(viewers.status()).isEqualTo(operators.status()).isGreaterThanOrEqualTo(500);
        assertThat(viewers.detail()).contains("409", "shown to operators");
        assertThat(operators.detail()).contains("409").doesNotContain("shown to operators");
    }
}
