package io.spotmanager.gateway.upstream;

import io.spotmanager.domain.call.CloudQuote;
import io.spotmanager.gateway.security.Role;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a cloud said, in its own words, which may have anything in it that was sent to the cloud. Operators and auditors read it; others
 * read what kind of error it was. Our sentences have the words between marks ({@link CloudQuote}). Sentences of earlier releases have them behind the
 * HTTP status, so these are kept up to the status. The history cannot be changed: therefore the words are taken out where they are shown.
 */
public final class CloudWords {
    private static final String WITHHELD = "What the cloud said is shown to operators.";
    private static final String WITHHELD_WORDS = "[shown to operators]";

    /** A sentence may have been cut before the second mark. */
    private static final Pattern QUOTE =
            Pattern.compile("%1$s[^%2$s]*(?:%2$s|$)".formatted(CloudQuote.BEGIN, CloudQuote.END));

    /**
     * An HTTP status of an error at a place where our sentences have one, or the words for an error in a success. An id or a token that begins with
     * such digits goes on with a sign of its own.
     */
    private static final Pattern WORDS_FOLLOW = Pattern.compile(
            "(?:^|[(]|: |\\b[Ss]tatus )[345]\\d\\d(?![\\w-]|\\.\\d)(?! ?(?:s|ms|min|h|d|KB|MB|GB|%)\\b)|\\binside a success(?=:)");

    private static final Pattern NOTHING = Pattern.compile("[\\s).,;:]*");

    /** The authorities of the roles that decide about errors or examine what was done. */
    private static final Set<String> READERS =
            Set.of(Role.OPERATOR.authority(), Role.AUDITOR.authority(), Role.ADMIN.authority());

    /** Texts of people, and names. */
    private static final Set<String> OWN =
            Set.of("reason", "request", "command", "hostname", "host", "name", "sha", "hash", "commit");

    private CloudWords() {}

    /** True if the user of the present request may read them. */
    public static boolean areForCurrentUser() {
        return areFor(SecurityContextHolder.getContext().getAuthentication());
    }

    private static boolean areFor(@Nullable Authentication user) {
        return user != null
                && user.getAuthorities().stream().anyMatch(granted -> READERS.contains(granted.getAuthority()));
    }

    /** Returns the text without them; the same text if there are none. */
    public static String withheld(String text) {
        var kept = new StringBuilder();
        var quote = QUOTE.matcher(text);
        var from = 0;
        for (; quote.find(); from = quote.end()) {
            kept.append(withoutUnmarked(text.substring(from, quote.start()))).append(WITHHELD_WORDS);
        }
        return from == 0
                ? withoutUnmarked(text)
                : kept.append(withoutUnmarked(text.substring(from))).toString();
    }

    /** As earlier releases wrote them. */
    private static String withoutUnmarked(String text) {
        var found = WORDS_FOLLOW.matcher(text);
        if (!found.find() || NOTHING.matcher(text.substring(found.end())).matches()) {
            return text;
        }
        var kept = text.substring(0, found.end());
        var open = kept.chars().filter(sign -> sign == '(').count()
                - kept.chars().filter(sign -> sign == ')').count();
        return "%s%s. %s".formatted(kept, ")".repeat((int) Math.max(0, open)), WITHHELD);
    }

    /** Returns the document without them, except in the texts of people. */
    public static JsonNode withheld(JsonNode json) {
        return switch (json) {
            case StringNode text -> StringNode.valueOf(withheld(text.stringValue()));
            case ArrayNode list -> {
                var copy = list.arrayNode();
                list.forEach(each -> copy.add(withheld(each)));
                yield copy;
            }
            case ObjectNode members -> {
                var copy = members.objectNode();
                members.properties()
                        .forEach(member -> copy.set(
                                member.getKey(),
                                OWN.contains(member.getKey()) ? member.getValue() : withheld(member.getValue())));
                yield copy;
            }
            default -> json;
        };
    }
}
