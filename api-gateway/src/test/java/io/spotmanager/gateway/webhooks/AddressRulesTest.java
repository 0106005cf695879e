package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    static WebhookSettings settings(boolean http, String... networks) {
        return new WebhookSettings(
                http,
                List.of(networks),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofMinutes(1),
                Duration.ofHours(24),
                Duration.ofDays(14));
    }

    private final AddressRules rules = new AddressRules(settings(false));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.254",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void what_is_not_public_is_refused_with_the_setting_that_allows_it(String address) {
        assertThat(rules.refusal(InetAddress.ofLiteral(address)))
                .hasValueSatisfying(why -> assertThat(why).contains("SPOT_WEBHOOKS_NETWORKS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void what_is_public_may_be_called(String address) {
        assertThat(rules.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void an_address_of_ipv6_that_stands_for_one_of_ipv4_is_judged_as_that() throws UnknownHostException {
        var mapped = InetAddress.getByAddress("name", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1});

        assertThat(rules.refusal(mapped)).isPresent();
    }

    @Test
    void a_setting_allows_a_network_and_no_more() {
        var some = new AddressRules(settings(false, "10.1.0.0/16", "fd00::/8", "127.0.0.1"));

        assertThat(List.of("10.1.2.3", "fd12::1", "127.0.0.1", "::ffff:10.1.2.3"))
                .allSatisfy(address ->
                        assertThat(some.refusal(InetAddress.ofLiteral(address))).isEmpty());
        assertThat(List.of("10.2.0.0", "fe80::1", "127.0.0.2"))
                .allSatisfy(address ->
                        assertThat(some.refusal(InetAddress.ofLiteral(address))).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "ten", "10.0.0.0/-1", "localhost", "10.0.0.0/8/8"})
    void a_network_that_is_none_is_refused_at_the_start(String network) {
        assertThatThrownBy(() -> settings(false, network))
                .hasMessageContaining("SPOT_WEBHOOKS_NETWORKS has '" + network);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://hooks.example/x             | must begin with https:// (plain HTTP needs the setting SPOT_WEBHOOKS_HTTP)
            ftp://hooks.example/x              | must begin with https://
            javascript:alert(1)                | must begin with https://
            hooks.example                      | must begin with https://
            https://u:p@hooks.example/x        | has a name or password
            https://@hooks.example/x           | has a name or password
            https:///x                         | names no host
            https://hooks.example:0/x          | has the port 0
            https://hooks.example:65536/x      | has the port 65536
            https://hooks.example/x#y          | has a fragment
            https://hooks.example/a b          | has a character
            https://h\u00f6oks.example/x           | has a character
            https://127.0.0.1/x                | leads to 127.0.0.1, this machine
            https://[::1]/x                    | no global IPv6 address
            https://[::ffff:10.0.0.1]:8443/x   | leads to 10.0.0.1, a private network
            https://169.254.169.254/latest     | where clouds have their metadata
            """)
    void an_address_that_must_not_be_set_says_why(String url, String why) {
        assertThat(new UrlRules(rules, settings(false)).wrong(url))
                .hasValueSatisfying(said -> assertThat(said).contains(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example",
                "https://hooks.example:8443/x?y=%20",
                "HTTPS://1.1.1.1/",
                "https://xn--hks-0qa.example/"
            })
    void others_may_be_set(String url) {
        assertThat(new UrlRules(rules, settings(false)).wrong(url)).isEmpty();
    }
}
