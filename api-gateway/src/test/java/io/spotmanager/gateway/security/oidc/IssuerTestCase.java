package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.Surroundings;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that trusts two issuers: Spring's authorization server, and one that nobody reaches. */
abstract class IssuerTestCase {
    static RealIssuer issuer;
    private static ConfigurableApplicationContext context;
    Gateway company;

    /** Further settings of the gateway of a class, each as a name, an equals sign and a value. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Settings {
        String[] value();
    }

    @BeforeAll
    static void start(TestInfo test) {
        issuer = RealIssuer.start();
        var settings = more(test.getTestClass().orElseThrow());
        settings.putAll(Map.ofEntries(
                Map.entry("spot.oidc.company.issuer", issuer.address()),
                Map.entry("spot.oidc.company.client", RealIssuer.CLIENT),
                Map.entry("spot.oidc.company.secret", RealIssuer.SECRET),
                Map.entry("spot.oidc.company.label", "The company"),
                Map.entry("spot.oidc.company.audience", RealIssuer.AUDIENCE),
                Map.entry("spot.oidc.company.roles.viewer", "everybody"),
                Map.entry("spot.oidc.company.roles.operator", "gpu-operators"),
                Map.entry("spot.oidc.company.roles.admin", "gpu-admins"),
                Map.entry("spot.oidc.away.issuer", "http://127.0.0.1:1"),
                Map.entry("spot.oidc.away.client", "spot"),
                Map.entry("spot.oidc.away.roles.viewer", "everybody")));
        context = Surroundings.anotherGateway(settings);
        issuer.sendsBackTo(Gateway.of(context).url() + "/login/oauth2/code/company");
    }

    private static Map<String, String> more(Class<?> test) {
        var settings = new HashMap<String, String>();
        if (test.isAnnotationPresent(Settings.class)) {
            for (var setting : test.getAnnotation(Settings.class).value()) {
                var parts = setting.split("=", 2);
                settings.put(parts[0], parts[1]);
            }
        }
        return settings;
    }

    @AfterAll
    static void stop() {
        context.close();
        issuer.close();
    }

    @BeforeEach
    void begin() {
        company = Gateway.of(context);
        issuer.forgetsEverything();
    }

    static void knows(String name, String... groups) {
        knowsAs(name, name, groups);
    }

    static void knowsAs(String login, String preferredName, String... groups) {
        issuer.says(
                login,
                new HashMap<>(Map.of(
                        "preferred_username", preferredName, "groups", List.of(groups), "sid", "session of " + login)));
    }

    /** Logs in there and comes back, and returns what the gateway then answers. */
    Reply logsIn(Browser browser, String name) {
        return comesBack(browser, visits(begins(browser, "company", ""), name));
    }

    /** @return the address of the issuer to which the gateway sends the browser */
    static URI begins(Browser browser, String id, String query) {
        return URI.create(
                browser.get("/oauth2/authorization/" + id + query).is(302).header("Location"));
    }

    /** @return the address to which the issuer sends the browser back */
    static URI visits(URI address, String name) {
        var http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var basic = Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
        try {
            var login = HttpRequest.newBuilder(address.resolve("/")).header("Authorization", "Basic " + basic);
            http.send(login.build(), BodyHandlers.discarding());
            var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Reply comesBack(Browser browser, URI address) {
        return browser.get(address.getRawPath() + "?" + address.getRawQuery());
    }

    static void isRefused(Reply reply, String why) {
        assertThat(reply.is(302).header("Location")).endsWith("/login?refused=" + why);
    }

    List<String> people() {
        return company.admin().get("/api/people").is(200).each("name");
    }
}
