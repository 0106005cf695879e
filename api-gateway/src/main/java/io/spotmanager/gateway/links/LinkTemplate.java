package io.spotmanager.gateway.links;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address with placeholders, such as {@code https://grafana.example/d/gpu?var-host={host}}. A placeholder stands in the path, the query or the
 * fragment, never in what says to whom the link leads.
 */
record LinkTemplate(String text) {
    private static final int LONGEST = 2_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern BEGINNING = Pattern.compile("(?i)https?://[^/?#{}]+(?=[/?#]|$)");

    /** @return why it is none, as it continues the name of a setting; null if nothing is wrong */
    static @Nullable String wrong(LinkPlace place, String text) {
        if (text.length() > LONGEST) {
            return "has %d characters, at most %d".formatted(text.length(), LONGEST);
        }
        if (!BEGINNING.matcher(text).lookingAt()) {
            return "is '%s', and must begin with https:// or http:// and a host, without a placeholder there"
                    .formatted(text);
        }
        var unknown = PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !place.placeholders().contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return "has the placeholder {%s}, and there is none of that name: there are %s"
                    .formatted(
                            unknown.get(),
                            place.placeholders().stream().map("{%s}"::formatted).toList());
        }
        if (PLACEHOLDER.matcher(text).results().findAny().isEmpty()) {
            return "has no placeholder: at least one of %s"
                    .formatted(
                            place.placeholders().stream().map("{%s}"::formatted).toList());
        }
        return address(PLACEHOLDER.matcher(text).replaceAll("x"));
    }

    private static @Nullable String address(String filled) {
        try {
            var uri = new URI(filled).parseServerAuthority();
            return Optional.ofNullable(uri.getRawUserInfo())
                    .map(given ->
                            "has a name or password before the host, which every viewer would read: leave them out")
                    .orElse(null);
        } catch (URISyntaxException e) {
            return "is no address (%s): write other characters percent-encoded, and a single brace as %%7B or %%7D"
                    .formatted(e.getReason());
        }
    }
}
