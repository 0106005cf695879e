package io.spotmanager.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Columns of text for a person. The last one gives way first if the terminal is too narrow. */
public final class Table {
    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final int NARROWEST = 4;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    public Table row(String... cells) {
        rows.add(List.of(cells).stream().map(Printable::line).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /**
     * Returns its lines, the header first.
     *
     * @param width of the terminal in characters; 0 for no limit
     */
    public List<String> lines(int width) {
        var widths = widths(width);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private List<Integer> widths(int width) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < rows.getFirst().size(); column++) {
            var at = column;
            widths.add(rows.stream().mapToInt(row -> length(row.get(at))).max().orElse(0));
        }
        var over = width <= 0
                ? 0
                : widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1) - width;
        for (var column = widths.size() - 1; column >= 0 && over > 0; column--) {
            var less = Math.min(over, Math.max(0, widths.get(column) - NARROWEST));
            widths.set(column, widths.get(column) - less);
            over -= less;
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        var cells = new ArrayList<String>();
        for (var column = 0; column < row.size(); column++) {
            cells.add(fitted(row.get(column), widths.get(column)));
        }
        return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }

    private static String fitted(String cell, int width) {
        var length = length(cell);
        return length <= width
                ? cell + " ".repeat(width - length)
                : cell.substring(0, cell.offsetByCodePoints(0, Math.max(0, width - 1))) + CUT;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
