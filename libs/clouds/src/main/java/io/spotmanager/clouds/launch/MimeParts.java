package io.spotmanager.clouds.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of a MIME message as {@code cloud-init devel make-mime} writes it: one level, and each part with headers, a blank
 * line and a body.
 */
final class MimeParts {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\"\\s;]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANK_LINE = Pattern.compile("\\R\\R");
    private static final int HEAD_AND_BODY = 2;

    private MimeParts() {}

    /** @param type in lower case, without parameters */
    record Part(String type, String body) {}

    /** Returns empty if the message has no boundary or no part. */
    static List<Part> of(String message) {
        var head = BLANK_LINE.split(message, HEAD_AND_BODY);
        var boundary = BOUNDARY.matcher(head[0]);
        if (head.length < HEAD_AND_BODY || !boundary.find()) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        var texts = ("\n" + head[1]).split("\\R--" + Pattern.quote(boundary.group(1)));
        for (int i = 1; i < texts.length && !texts[i].startsWith("--"); i++) {
            parts.add(part(texts[i].replaceFirst("^[ \\t]*\\R", "")));
        }
        return parts;
    }

    private static Part part(String text) {
        var split =
                text.startsWith("\n") ? new String[] {"", text.substring(1)} : BLANK_LINE.split(text, HEAD_AND_BODY);
        var body = split.length < HEAD_AND_BODY ? "" : split[1];
        return new Part(
                header(split[0], "content-type").orElse("text/plain"),
                header(split[0], "content-transfer-encoding")
                                .filter("base64"::equals)
                                .isPresent()
                        ? decoded(body)
                        : body);
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equalsIgnoreCase(name))
                .map(parts -> parts[1].split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String decoded(String body) {
        try {
            return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return body;
        }
    }
}
