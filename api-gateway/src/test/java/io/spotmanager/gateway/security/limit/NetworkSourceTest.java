package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSourceTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:0201, 192.0.2.1",
        "64:ff9b::192.0.2.1, 192.0.2.1",
        "192.0.2.1:4711, 192.0.2.1",
        "2001:db8:1:2::1, 2001:0db8:0001:0002::/64",
        "2001:DB8:1:2:ffff:ffff:ffff:ffff, 2001:0db8:0001:0002::/64",
        "[2001:db8:1:2::1]:4711, 2001:0db8:0001:0002::/64",
        "2001:db8:1:3::1, 2001:0db8:0001:0003::/64",
        "fe80::1%eth0, fe80:0000:0000:0000::/64",
        "::1, 0000:0000:0000:0000::/64",
        "'', unknown",
        "unknown, unknown",
        "host.example, unknown",
        "_hidden, unknown"
    })
    void addresses_of_one_machine_are_one_source(String address, String source) {
        assertThat(NetworkSource.of(address)).isEqualTo(source);
    }
}
