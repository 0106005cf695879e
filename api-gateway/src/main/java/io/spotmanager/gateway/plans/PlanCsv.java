package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.problem.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads comma-separated values (RFC 4180) with a header row as a list of operations. */
final class PlanCsv {
    private static final List<String> COLUMNS =
            List.of("host", "operation", "source_aggregate", "target_aggregate", "reason", "acknowledge");

    /** A field of that name may hold several words. */
    private static final String WORDS = "acknowledge";

    private record Line(int number, List<String> cells) {}

    private PlanCsv() {}

    /**
     * @param text with a header row that names some of the columns, in any order, {@code host} among them
     * @throws io.spotmanager.gateway.problem.ProblemException that names every line that is wrong
     */
    static List<PlanReading.Sent> read(String text) {
        var lines = lines(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (lines.isEmpty()) {
            throw FieldProblem.refusal("line 1", "must be a header row of some of these columns: " + COLUMNS);
        }
        var header = lines.getFirst().cells().stream().map(String::strip).toList();
        var wrong = new ArrayList<>(wrongColumns(header));
        var sent = new ArrayList<PlanReading.Sent>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.cells().size() != header.size()) {
                wrong.add(new FieldProblem(
                        "line " + line.number(),
                        "has %d cells and the header row has %d: quote a cell that has a comma in it"
                                .formatted(line.cells().size(), header.size())));
            } else if (wrong.isEmpty()) {
                sent.add(new PlanReading.Sent("line %d, ".formatted(line.number()), operation(header, line.cells())));
            }
        }
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
        return sent;
    }

    private static List<FieldProblem> wrongColumns(List<String> header) {
        var seen = new LinkedHashSet<String>();
        var wrong = new ArrayList<FieldProblem>();
        for (var column : header) {
            if (!COLUMNS.contains(column)) {
                wrong.add(new FieldProblem("line 1, " + column, "is no column of a plan; known are " + COLUMNS));
            } else if (!seen.add(column)) {
                wrong.add(new FieldProblem("line 1, " + column, "must be there once"));
            }
        }
        if (!header.contains("host")) {
            wrong.add(new FieldProblem("line 1", "must name the column host"));
        }
        return wrong;
    }

    private static JsonNode operation(List<String> header, List<String> cells) {
        ObjectNode operation = Json.MAPPER.createObjectNode();
        for (var index = 0; index < header.size(); index++) {
            var value = cells.get(index).strip();
            if (value.isEmpty()) {
                continue;
            }
            if (header.get(index).equals(WORDS)) {
                var words = operation.putArray(WORDS);
                for (var word : value.split("[\\s,;]+", -1)) {
                    words.add(word);
                }
            } else {
                operation.put(header.get(index), value);
            }
        }
        return operation;
    }

    /** Lines that are empty are left out; a cell in quotes may have line breaks. */
    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        var number = 1;
        var begin = 1;
        for (var at = 0; at <= text.length(); at++) {
            var end = at == text.length();
            var letter = end ? '\n' : text.charAt(at);
            if (end && quoted) {
                throw FieldProblem.refusal("line " + begin, "has a quoted cell that never ends: close it with \"");
            }
            if (quoted) {
                if (letter != '"') {
                    cell.append(letter);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(letter);
                    at++;
                } else {
                    quoted = false;
                }
            } else if (letter == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted = true;
            } else if (letter == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (letter == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                    lines.add(new Line(begin, List.copyOf(cells)));
                }
                cells.clear();
                begin = number + 1;
            } else if (letter != '\r') {
                cell.append(letter);
            }
            if (letter == '\n') {
                number++;
            }
        }
        return lines;
    }
}
