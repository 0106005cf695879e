package io.spotmanager.gateway.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedPreview.Tenants;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewChangesTest {
    private static final Tenants NOBODY = new Tenants(0, "nobody");
    private static final Line COMMAND = new Line(null, "remove host");

    private static ReviewedPreview preview(List<Line> commands, Tenants tenants, Check... checks) {
        return new ReviewedPreview(true, List.of(checks), commands, tenants, Instant.EPOCH);
    }

    @Test
    void the_same_is_the_same_whatever_the_texts_say_of_numbers_and_times() {
        assertThat(PreviewChanges.between(
                        preview(List.of(COMMAND), NOBODY, Check.passed("target", "It has 7 hosts.")),
                        preview(List.of(COMMAND), NOBODY, Check.passed("target", "It has 8 hosts."))))
                .isEmpty();
    }

    @Test
    void each_difference_is_a_sentence() {
        assertThat(PreviewChanges.between(
                        preview(List.of(COMMAND), NOBODY, Check.passed("vms", "None.")),
                        preview(
                                List.of(new Line(null, "add host")),
                                new Tenants(2, "a b"),
                                Check.refused("vms", "Two are there."))))
                .containsExactly(
                        "The command is not part of it any more: remove host.",
                        "The command is new: add host.",
                        "The VMs of the host are not the same: 0 then, 2 now.",
                        "The check vms does not give PASSED any more.",
                        "The check vms gives REFUSED now: Two are there.");
    }

    @Test
    void other_vms_of_the_same_number_are_a_difference() {
        assertThat(PreviewChanges.between(
                        preview(List.of(), new Tenants(1, "a")), preview(List.of(), new Tenants(1, "b"))))
                .containsExactly("The VMs of the host are not the same: 1 then, 1 now, but others.");
    }

    @Test
    void a_check_that_is_there_twice_counts_twice() {
        var warning = Check.warning("catalogue", "A row is broken.");

        assertThat(PreviewChanges.between(
                        preview(List.of(), NOBODY, warning), preview(List.of(), NOBODY, warning, warning)))
                .containsExactly("The check catalogue gives WARNING now: A row is broken.");
    }
}
