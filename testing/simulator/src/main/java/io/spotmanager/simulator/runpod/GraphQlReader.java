package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads GraphQL documents of one operation without fragments, aliases or directives. */
final class GraphQlReader {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*,*\\s*(\\.\\.\\.|[{}()\\[\\]:!=$@]|\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|[_A-Za-z][_0-9A-Za-z]*)[\\s,]*");

    private final List<String> tokens = new ArrayList<>();
    private final JsonNode variables;
    private int next;

    private GraphQlReader(String document, JsonNode variables) {
        this.variables = variables;
        Matcher matcher = TOKEN.matcher(document);
        int end = 0;
        while (end < document.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < document.length()) {
            throw new IllegalArgumentException("Syntax Error: Unexpected character at " + end);
        }
    }

    /**
     * The fields that an operation selects at its top.
     *
     * @throws IllegalArgumentException if the document cannot be read
     */
    static List<Selection> read(String document, JsonNode variables) {
        return new GraphQlReader(document, variables).operation();
    }

    private List<Selection> operation() {
        if (peek().equals("query") || peek().equals("mutation")) {
            take();
            while (!peek().equals("{")) {
                if (take().equals("(")) {
                    skipDeclarations();
                }
            }
        }
        return selections();
    }

    private void skipDeclarations() {
        while (!take().equals(")")) {
            peek();
        }
    }

    private List<Selection> selections() {
        expect("{");
        List<Selection> found = new ArrayList<>();
        while (!peek().equals("}")) {
            String name = take();
            Map<String, JsonNode> arguments = peek().equals("(") ? arguments() : Map.of();
            found.add(new Selection(name, arguments, peek().equals("{") ? selections() : List.of()));
        }
        take();
        return found;
    }

    private Map<String, JsonNode> arguments() {
        expect("(");
        Map<String, JsonNode> found = new HashMap<>();
        while (!peek().equals(")")) {
            String name = take();
            expect(":");
            found.put(name, value());
        }
        take();
        return found;
    }

    private JsonNode value() {
        String token = take();
        return switch (token) {
            case "$" -> variables.path(take());
            case "{" -> object();
            case "[" -> array();
            default ->
                Json.read(token)
                        .orElseThrow(() -> new IllegalArgumentException("Syntax Error: Unexpected Name " + token));
        };
    }

    private ObjectNode object() {
        ObjectNode object = Json.object();
        while (!peek().equals("}")) {
            String name = take();
            expect(":");
            object.set(name, value());
        }
        take();
        return object;
    }

    private ArrayNode array() {
        ArrayNode array = Json.array();
        while (!peek().equals("]")) {
            array.add(value());
        }
        take();
        return array;
    }

    private void expect(String token) {
        String found = take();
        if (!found.equals(token)) {
            throw new IllegalArgumentException("Syntax Error: Expected " + token + ", found " + found);
        }
    }

    private String peek() {
        if (next >= tokens.size()) {
            throw new IllegalArgumentException("Syntax Error: Unexpected <EOF>");
        }
        return tokens.get(next);
    }

    private String take() {
        String token = peek();
        next++;
        return token;
    }
}
