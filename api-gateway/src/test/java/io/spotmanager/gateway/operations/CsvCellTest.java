package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A cell is a text in every spreadsheet, whatever separates cells there, and the text can be read back. */
class CsvCellTest {
    private static final List<String> FORMULAS = List.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫");
    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", "\r\n", "\n", "\"", "\";", ";\"");

    @SuppressWarnings("unused") // a field source
    private static final List<String> HIDDEN =
            List.of("", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "'", " '");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            plain               | plain
            a,b                 | "a,b"
            a-b=c+d@e           | a-b=c+d@e
            2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z
            say "no"            | "say ""no""\"
            =1+1                | '=1+1
            +1                  | '+1
            -1                  | '-1
            @sum(1,2)           | "'@sum(1,2)"
            ＝1                  | '＝1
            a;=1                | "a;'=1"
            a;"=1"              | "a;""'=1""\"
            a, -1               | "a,' -1"
            '=1                 | ''=1
            """)
    void a_text_is_written_so(String text, String cell) {
        assertThat(CsvCell.of(text)).isEqualTo(cell);
    }

    @Test
    void a_cell_may_be_empty_or_have_several_lines() {
        assertThat(CsvCell.of(null)).isEmpty();
        assertThat(CsvCell.of("one\r\ntwo")).isEqualTo("\"one\r\ntwo\"");
    }

    @ParameterizedTest
    @FieldSource("HIDDEN")
    void no_cell_begins_with_a_formula_whatever_separates_cells(String hidden) {
        for (var formula : FORMULAS) {
            var payload = hidden + formula + "cmd()";
            for (var text : Stream.concat(
                            Stream.of(payload), SEPARATORS.stream().map(each -> "a" + each + payload))
                    .toList()) {
                assertThat(cells(CsvCell.of(text)))
                        .as(text)
                        .noneMatch(cell ->
                                cell.replaceAll("^[\\p{Cc}\\p{Cf}\\p{Z}]+", "").matches("(?s)[=+\\-@＝＋－＠﹦﹢﹣﹫].*"));
            }
        }
    }

    @Test
    void no_cell_begins_with_a_tab_or_a_line_break() {
        assertThat(Stream.of("\t", "\r", "\n", "\tx", "\rx", "\nx").map(CsvCell::of))
                .allMatch(cell -> cell.startsWith("\"'"));
    }

    /** What some reader takes for a cell: the line is split at any separator, with no respect for quotes. */
    private static List<String> cells(String line) {
        return Pattern.compile("[,;|\t\r\n\"]").splitAsStream(line).toList();
    }

    @Test
    void every_text_can_be_read_back() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var pieces = new ArrayList<>(List.of("a", "1", "'", " ", "\u00a0", "\u200b", "é", "😀"));
        pieces.addAll(FORMULAS);
        pieces.addAll(SEPARATORS);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(8); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(readBack(CsvCell.of(text))).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    private static String readBack(String cell) {
        var text = cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
        var added =
                Pattern.compile("(?<=^|[,;|\"\t\r\n])'(?=['\\p{Cc}\\p{Cf}\\p{Z}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])|^'(?='*\\p{Cc})");
        return added.matcher(text).replaceAll("");
    }
}
