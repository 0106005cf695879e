package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which microversion a request is sent. */
class MicroversionsTest {
    private static final String WANTED = "compute 2.69";
    private static final String OLDER = "compute 2.47";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Microversions versions = new Microversions(now::get);
    private final List<String> asked = new ArrayList<>();

    /** Of several processes of an API behind a load balancer one may be older than the others for some time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Version 2.69 is not supported by the API.",
                "Version 2.69 is not supported by the API. Minimum is 2.1 and maximum is 2.60."
            })
    void what_one_process_of_an_api_lacks_is_asked_for_again_after_a_minute(String refusal) {
        ask(new CloudResult.Rejected<>(406, refusal));
        now.set(Instant.EPOCH.plusSeconds(59));
        ask(new CloudResult.Ok<>("servers"));
        now.set(Instant.EPOCH.plusSeconds(60));
        ask(new CloudResult.Ok<>("servers"));

        assertThat(asked).containsExactly(WANTED, OLDER, OLDER, WANTED);
    }

    @Test
    void what_a_version_document_said_is_asked_again_after_a_minute_too() {
        versions.endAt("compute", "2.60");
        ask(new CloudResult.Ok<>("servers"));
        now.set(Instant.EPOCH.plusSeconds(60));
        ask(new CloudResult.Ok<>("servers"));

        assertThat(asked).containsExactly(OLDER, WANTED);
    }

    /** @param answer to a request in the wanted microversion */
    private void ask(CloudResult<String> answer) {
        var _ = versions.ask(WANTED, OLDER, version -> {
            asked.add(version);
            return version.equals(WANTED) ? answer : new CloudResult.Ok<>("servers");
        });
    }
}
