package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What it costs a request that its sender is known and may do what it asks: the same gateway, in turns with an address that is open. */
@GatewayTest
class CostOfRightsTest {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 300;

    /** Far above what was measured: a password that is hashed for each request, or a query more for each right, is noticed. */
    private static final double MOST = 12;

    private static final String OPEN = "open";

    private final Gateway gateway;

    CostOfRightsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void knowing_who_asks_costs_a_few_times_what_an_open_address_does() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        var whole = gateway.withToken(token("whole", ""));
        var narrowed = gateway.withToken(token("narrowed", """
                , "scopes": ["read"], "addresses": ["127.0.0.1"], "limits": [{"kind": "POOL", "name": "A100-n3"}]"""));
        Map<String, Runnable> requests = new LinkedHashMap<>();
        requests.put(OPEN, () -> gateway.anonymous().get("/health").is(200));
        requests.put("session", () -> browser.get("/api/me").is(200));
        requests.put("password", () -> gateway.operator().get("/api/me").is(200));
        requests.put("token", () -> whole.get("/api/me").is(200));
        requests.put("narrowed token", () -> narrowed.get("/api/me").is(200));
        requests.put("list of operations", () -> whole.get("/api/operations").is(200));

        var ratios = ratios(medians(requests));

        System.out.println("times the median of an open address: " + ratios);
        assertThat(ratios.values()).allSatisfy(ratio -> assertThat(ratio).isLessThan(MOST));
    }

    private static Map<String, Long> medians(Map<String, Runnable> requests) {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            for (var request : requests.entrySet()) {
                var begin = System.nanoTime();
                request.getValue().run();
                var time = System.nanoTime() - begin;
                if (round >= WARM_UP) {
                    times.computeIfAbsent(request.getKey(), _ -> new ArrayList<>())
                            .add(time);
                }
            }
        }
        Map<String, Long> medians = new LinkedHashMap<>();
        times.forEach((name, all) -> {
            Collections.sort(all);
            medians.put(name, all.get(all.size() / 2));
        });
        return medians;
    }

    private static Map<String, Double> ratios(Map<String, Long> medians) {
        var open = medians.getOrDefault(OPEN, 1L);
        Map<String, Double> ratios = new LinkedHashMap<>();
        medians.forEach((name, median) -> ratios.put(name, Math.round(10.0 * median / open) / 10.0));
        return ratios;
    }

    private String token(String name, String narrowing) {
        return gateway.admin()
                .post("/api/tokens", "{\"name\": \"%s\", \"role\": \"operator\"%s}".formatted(name, narrowing))
                .is(201)
                .field("token");
    }
}
