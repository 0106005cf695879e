package io.spotmanager.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command of the history can be pasted into a shell, and does there what its words say. */
class CommandLineTest {
    @Test
    void words_are_joined_and_only_those_that_a_shell_would_change_are_quoted() {
        assertThat(CommandLine.of("openstack", "server", "show", "vm 1", ""))
                .isEqualTo("openstack server show 'vm 1' ''");
    }

    @Test
    void a_quotation_mark_ends_no_word() {
        assertThat(CommandLine.of("echo", "it's; rm -rf /")).isEqualTo("echo 'it'\\''s; rm -rf /'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "L40-n3_spot", "ops@example.com:/a=b+c,d.e"})
    void plain_words_stay_readable(String word) {
        assertThat(CommandLine.of(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "[", ";", "$HOME", "a*", "a b", "!", "~", "ü", "x\n"})
    void what_a_shell_reads_differently_is_quoted(String word) {
        assertThat(CommandLine.of(word)).isEqualTo("'" + word + "'");
    }
}
