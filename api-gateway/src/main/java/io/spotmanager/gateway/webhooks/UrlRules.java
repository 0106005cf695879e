package io.spotmanager.gateway.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which addresses a webhook may have. What a name stands for is judged when it is set ({@link ReceiverNames}), and when it is sent. */
@Component
class UrlRules {
    private static final int LONGEST = 2_000;
    private static final int LAST_PORT = 65_535;

    private final AddressRules addresses;
    private final boolean http;

    UrlRules(AddressRules addresses, WebhookSettings settings) {
        this.addresses = addresses;
        this.http = settings.http();
    }

    /** @return why not, as it continues the name of the field; empty if it may */
    Optional<String> wrong(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("has %d characters, at most %d".formatted(text.length(), LONGEST));
        }
        if (!text.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            return Optional.of(
                    "has a character that an address cannot have: write it percent-encoded, and a name as in DNS (xn--...)");
        }
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            return Optional.of("is no address: " + e.getReason());
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(http && scheme.equals("http"))) {
            return Optional.of("must begin with https://"
                    + (scheme.equals("http") ? " (plain HTTP needs the setting SPOT_WEBHOOKS_HTTP)" : ""));
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("has a name or password before the host: leave them out, deliveries are signed");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("names no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            return Optional.of("has the port %d, and ports go from 1 to %d".formatted(uri.getPort(), LAST_PORT));
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("has a fragment (#...), which is never sent: leave it out");
        }
        return literal(uri.getHost()).flatMap(addresses::refusal);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name
        }
    }
}
