package io.spotmanager.gateway.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What the name in an address stands for when it is set. It can stand for something else later, so {@link JudgedResolver} judges it again
 * at each delivery.
 */
@Component
class ReceiverNames {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Executor LOOK_UP =
            task -> Thread.ofVirtual().name("webhook-name").start(task);

    private final AddressRules rules;
    private final DnsResolver names;

    @Autowired
    ReceiverNames(AddressRules rules) {
        this(rules, SystemDefaultDnsResolver.INSTANCE);
    }

    ReceiverNames(AddressRules rules, DnsResolver names) {
        this.rules = rules;
        this.names = names;
    }

    /**
     * Blocks for two seconds at most. What cannot be looked up by then may be set.
     *
     * @param url that {@link UrlRules} allow
     * @return why it is not called, as it continues the name of the field; empty if it may be
     */
    Optional<String> refusal(String url) {
        var host = URI.create(url).getHost();
        return CompletableFuture.supplyAsync(() -> addresses(host), LOOK_UP)
                .completeOnTimeout(new InetAddress[0], LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(found -> Arrays.stream(found)
                        .flatMap(address -> rules.refusal(address).stream())
                        .findFirst())
                .join();
    }

    private InetAddress[] addresses(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()}; // RFC 6761, 6.3
        }
        try {
            var found = names.resolve(host);
            return found == null ? new InetAddress[0] : found;
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }
}
