package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.Fuzz;
import io.spotmanager.clouds.fixture.JsonMutator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Whatever stands in a header or in the body of an error, it is read within bounds and never throws. */
class MutatedHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
    private static final List<String> WAITS = List.of(
            "120",
            "Sun, 29 Nov 2026 03:00:10 GMT",
            "Sun, 29 Nov 2026 03:00:10 +1400",
            "Sun, 31 Dec 9999 23:59:59 GMT",
            "-5");
    private static final String[] PIECES = {
        "-", "+", "0", "9".repeat(25), "GMT", ":", ",", "\u0000", "\u0661", "1e9", " "
    };

    @Test
    void a_requested_wait_is_between_a_second_and_ten_minutes() {
        Fuzz.of(MutatedHeadersTest.class, 5000).run(random -> {
            HttpHeaders headers = new HttpHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, mangled(random));
            if (random.nextBoolean()) {
                headers.set(HttpHeaders.DATE, mangled(random));
            }
            byte[] body = new JsonMutator(random)
                    .mutated("{\"overLimit\": {\"code\": 413, \"message\": \"slow down\", \"retryAfter\": \"2\"}}");
            for (int status : List.of(413, 429, 503, 500)) {
                RetryAfter.of(status, headers, ResponseBody.of(body), NOW)
                        .ifPresent(wait -> assertThat(wait.pause()).isBetween(RetryAfter.SHORTEST, RetryAfter.LONGEST));
            }
            assertThat(ErrorText.of(ResponseBody.of(body), List.of("secret")).length())
                    .isLessThan(400);
        });
    }

    @Test
    void proxies_of_the_environment_are_used_or_named_as_wrong() {
        Fuzz.of(MutatedHeadersTest.class, 3000).run(random -> {
            String[] odd = {"://", "@", "[::1", "]", "*", ".", "/33", "/-1", "%", " ", ",", "http", ":99999"};
            Map<String, String> environment = Map.of(
                    "http_proxy", Fuzz.mangled("http://user:word@proxy.example:3128/", random, odd),
                    "no_proxy", Fuzz.mangled("localhost,10.0.0.0/8,.example.org,[::1]", random, odd));
            EnvironmentProxies.mistakes(environment::get)
                    .forEach(told -> assertThat(told).isNotBlank());
        });
    }

    private static String mangled(Random random) {
        String wait = WAITS.get(random.nextInt(WAITS.size()));
        return new String(
                (random.nextInt(4) == 0 ? wait : Fuzz.mangled(wait, random, PIECES)).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }
}
