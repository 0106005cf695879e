package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.fixture.ScriptedServer;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;

/** The same environment leads through the same proxy as for the openstack command. */
class EnvironmentProxiesTest {

    private static final String PROXY = "proxy.example.org:3128";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://keystone.example.org/v3 | HTTPS_PROXY=http://proxy.example.org:3128                              | yes
            https://keystone.example.org/v3 | https_proxy=proxy.example.org:3128                                     | yes
            https://keystone.example.org/v3 | HTTP_PROXY=http://proxy.example.org:3128                               | no
            http://keystone.example.org/v3  | HTTP_PROXY=http://proxy.example.org:3128                               | yes
            http://keystone.example.org/v3  | ALL_PROXY=http://proxy.example.org:3128                                | yes
            https://keystone.example.org/v3 | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=example.org         | no
            https://keystone.example.org/v3 | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=.example.org,x      | no
            https://keystone.example.org/v3 | HTTPS_PROXY=http://proxy.example.org:3128 no_proxy=other.org           | yes
            https://notexample.org/v3       | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=example.org         | yes
            https://10.1.2.3:5000/v3        | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=10.0.0.0/8          | no
            https://11.1.2.3:5000/v3        | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=10.0.0.0/8          | yes
            https://keystone.example.org/v3 | HTTPS_PROXY=http://proxy.example.org:3128 NO_PROXY=*                   | no
            http://127.0.0.1:5000/v3        | HTTP_PROXY=http://proxy.example.org:3128                               | no
            http://[::1]:5000/v3            | HTTP_PROXY=http://proxy.example.org:3128                               | no
            """)
    void a_variable_of_the_environment_names_the_proxy(String target, String environment, String proxied) {
        var variables = java.util.Arrays.stream(environment.split(" "))
                .map(each -> each.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(each -> each[0], each -> each[1]));
        var direct = ProxySelector.of(null);

        var selected = new EnvironmentProxies(variables::get, direct).select(URI.create(target));

        assertThat(selected.toString().contains("proxy.example.org"))
                .as("%s with %s", target, environment)
                .isEqualTo(proxied.equals("yes"));
    }

    @Test
    void a_request_goes_through_the_proxy_with_its_password() {
        try (var proxy = new ScriptedServer()) {
            proxy.then(407, "{}", Map.of("Proxy-Authenticate", "Basic realm=\"x\""));
            proxy.then(200, "{}");
            var address = URI.create(proxy.url());
            var proxies = new EnvironmentProxies(
                    Map.of("HTTP_PROXY", "http://someone:secret@127.0.0.1:" + address.getPort())::get,
                    ProxySelector.of(null));
            var http = BoundedHttp.over(new ConnectionSettings(Duration.ofSeconds(2)), proxies);

            var answer = http.success(
                    RequestEntity.method(HttpMethod.GET, URI.create("http://keystone.invalid/v3"))
                            .build(),
                    Duration.ofSeconds(10),
                    "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(proxy.saw).hasSize(2);
        }
    }

    @Test
    void a_proxy_that_is_no_http_proxy_is_refused_by_the_name_of_its_variable_and_without_its_password() {
        var variables = new Env(Map.of("HTTPS_PROXY", "socks5://u:secret@" + PROXY)::get);
        variables.limits();

        assertThatThrownBy(() -> variables.validate("Nothing works", "do so"))
                .hasMessageContaining("HTTPS_PROXY is no address of an HTTP proxy")
                .hasMessageNotContaining("secret");
    }
}
