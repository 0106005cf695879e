package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.Check.Result;
import java.util.List;

/** One line of a table: a situation, and what the answers of one rule are to it. */
record LaunchCase(String situation, Site site, String check, Result result, List<String> texts) {
    static LaunchCase given(String situation, Site site) {
        return new LaunchCase(situation, site, "", Result.PASSED, List.of());
    }

    LaunchCase expect(String rule, Result answer, String... sentences) {
        return new LaunchCase(situation, site, rule, answer, List.of(sentences));
    }

    /** Only the last answer is looked at for its result: a rule that refuses twice says so in two sentences. */
    void verify() {
        var answers = site.checks().stream()
                .filter(answer -> answer.name().equals(check))
                .toList();

        assertThat(answers).extracting(Check::text).containsExactlyElementsOf(texts);
        assertThat(answers.getLast().result()).isEqualTo(result);
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(situation, check, result);
    }
}
