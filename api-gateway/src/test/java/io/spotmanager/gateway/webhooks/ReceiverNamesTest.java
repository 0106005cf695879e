package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook's name stands for when it is set. */
class ReceiverNamesTest {
    private static final Map<String, String> DNS =
            Map.of("hooks.example", "1.1.1.1", "inside.example", "127.0.0.1", "private.example", "10.1.2.3");

    private final ReceiverNames names = names();

    private static ReceiverNames names(String... networks) {
        return new ReceiverNames(new AddressRules(AddressRulesTest.settings(false, networks)), new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                var address = DNS.get(host);
                if (address == null) {
                    throw new UnknownHostException(host);
                }
                return new InetAddress[] {InetAddress.ofLiteral(address)};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST.:8443/x",
                "https://a.localhost/",
                "https://inside.example/x",
                "https://private.example/x"
            })
    void a_name_that_stands_for_an_address_that_is_not_called_is_refused_with_the_setting_that_allows_it(String url) {
        assertThat(names.refusal(url))
                .hasValueSatisfying(why -> assertThat(why).contains("leads to", "SPOT_WEBHOOKS_NETWORKS"));
        assertThat(names("127.0.0.0/8", "10.0.0.0/8").refusal(url)).isEmpty();
    }

    @Test
    void a_public_name_and_one_that_nobody_knows_yet_may_be_set() {
        assertThat(names.refusal("https://hooks.example/x")).isEmpty();
        assertThat(names.refusal("https://not-yet.example/x")).isEmpty();
    }
}
