package io.spotmanager.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void a_table_fits_the_terminal_and_says_where_it_was_cut() {
        var table = new Table("HOST", "WHY").row("CA1-ESC8-L40-01", "its compute service is disabled since yesterday");

        assertThat(table.lines(0).getLast()).endsWith("since yesterday");
        assertThat(table.lines(30)).allMatch(line -> line.length() <= 30);
        assertThat(table.lines(30).getLast()).startsWith("CA1-ESC8-L40-01  its").endsWith("…");
    }

    @Test
    void letters_of_every_script_stay_and_what_a_terminal_obeys_does_not() {
        assertThat(Printable.line("größer 😀 名前")).isEqualTo("größer 😀 名前");
        assertThat(Printable.line("a\u001b[2J\u0007b\nc\u009b0m\u202ed\u007f"))
                .isEqualTo("a\\u001b[2J\\u0007b c\\u009b0m\\u202ed\\u007f");
    }

    @Test
    void the_nearest_name_is_near() {
        assertThat(NearestName.of("L40-n4", List.of("L40-n3", "A100-n3"))).contains("L40-n3");
        assertThat(NearestName.of("ca1-esc8-l40-02", List.of("CA1-ESC8-L40-02")))
                .contains("CA1-ESC8-L40-02");
        assertThat(NearestName.of("completely-else", List.of("L40-n3"))).isEmpty();
    }

    @Test
    void of_several_results_the_one_that_most_needs_somebody_counts() {
        assertThat(ExitCode.DONE.and(ExitCode.FAILED)).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.FAILED.and(ExitCode.NEEDS_PERSON)).isEqualTo(ExitCode.NEEDS_PERSON);
        assertThat(ExitCode.NEEDS_PERSON.and(ExitCode.NOT_ALLOWED)).isEqualTo(ExitCode.NOT_ALLOWED);
    }
}
