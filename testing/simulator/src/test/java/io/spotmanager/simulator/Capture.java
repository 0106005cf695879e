package io.spotmanager.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A recorded call and its answer.
 *
 * @param target path and query, below /placement and /network for these services
 * @param sent what was sent as body, empty if nothing
 * @param headers of the answer, names in lower case
 */
record Capture(
        String method,
        String target,
        Map<String, String> asked,
        String sent,
        int status,
        Map<String, String> headers,
        String body) {

    static Capture read(String name) {
        try (InputStream in = Objects.requireNonNull(
                Capture.class.getResourceAsStream("/captures/" + name + ".txt"), "no recording " + name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Capture parse(String text) {
        List<String> request = marked(text, ">");
        List<String> answer = marked(text, "<");
        String body =
                text.lines().filter(line -> !line.matches("([<>#]( .*)?)?")).collect(Collectors.joining("\n"));
        String[] first = request.getFirst().split(" ", -1);
        String sent = request.stream()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElse("");
        return new Capture(
                first[0],
                first[1].replaceFirst("^http://[^/]*:8778", "/placement")
                        .replaceFirst("^http://[^/]*:9696", "/network")
                        .replaceFirst("^http://[^/]*", ""),
                headers(request),
                sent,
                Integer.parseInt(answer.getFirst().split(" ", -1)[1]),
                headers(answer),
                body.equals("(empty body)") ? "" : body);
    }

    private static List<String> marked(String text, String mark) {
        return text.lines()
                .filter(line -> line.startsWith(mark + " "))
                .map(line -> line.substring(2))
                .toList();
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith("{")) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
            }
        }
        return headers;
    }
}
