package io.spotmanager.clouds.openstack.transport;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns an error body into one short line for people; the body is untrusted, so it is cut, flattened and masked. */
final class ErrorText {

    private static final int LONGEST = 300;
    private static final int BYTES_READ = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TITLE =
            Pattern.compile("<(title|h1)>\\s*(?:\\d{3}\\s+)?([^<]*)<", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private ErrorText() {}

    static boolean html(byte[] body) {
        return new String(head(body), StandardCharsets.UTF_8).stripLeading().startsWith("<");
    }

    /** @param secret never shown, even if the far side echoes it; empty for none */
    static String of(byte[] body, String secret) {
        String text = html(body) ? title(body) : message(body);
        String masked = secret.isEmpty() ? text : text.replace(secret, "***");
        String line = BLANKS.matcher(masked).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String title(byte[] body) {
        Matcher title = TITLE.matcher(new String(head(body), StandardCharsets.UTF_8));
        return (title.find() ? title.group(2) : "unreadable") + " (a web page, not an answer of the API)";
    }

    /** Nova wraps its sentence in one object whose key names the kind ({@code itemNotFound}), Keystone in {@code error}. */
    private static String message(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            for (JsonNode inner : root) {
                if (inner.path("message").isTextual()) {
                    return inner.path("message").textValue();
                }
            }
            return root.path("message").asText("no explanation given");
        } catch (JacksonException _) {
            return new String(head(body), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unreadable answer: " + e.getMessage();
        }
    }

    private static byte[] head(byte[] body) {
        return body.length <= BYTES_READ ? body : Arrays.copyOf(body, BYTES_READ);
    }
}
