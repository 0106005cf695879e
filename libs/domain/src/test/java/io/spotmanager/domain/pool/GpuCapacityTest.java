package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.GpuCapacity.Rule;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GpuCapacityTest {
    private final GpuCapacity capacity = new GpuCapacity(
            List.of(new Rule(Pattern.compile("A4000-0"), 10), new Rule(Pattern.compile("A4000"), 4)), 8);

    @Test
    void the_first_rule_that_is_found_in_the_name_counts_and_otherwise_the_usual_number() {
        assertThat(capacity.of("CA1-RTX-A4000-01")).isEqualTo(10);
        assertThat(capacity.of("CA1-RTX-A4000-11")).isEqualTo(4);
        assertThat(capacity.of("CA1-L40-01")).isEqualTo(8);
    }
}
