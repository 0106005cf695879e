package io.spotmanager.gateway.webhooks;

import static io.spotmanager.gateway.webhooks.Receiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.webhooks.DeliveryDecision.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent goes to an address that may be called, and nowhere else, whatever names and answers say. */
@Timeout(60)
class ReceiverClientTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Outcome sent(String url, DnsResolver names, String... networks) {
        var settings = AddressRulesTest.settings(true, networks);
        try (var client = new ReceiverClient(settings, new AddressRules(settings), names)) {
            return client.send(
                    new ReceiverClient.Posting(
                            url,
                            "application/cloudevents+json; charset=utf-8",
                            "{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.UTF_8),
                            Map.of("webhook-id", "1"),
                            List.of("whsec_abc")),
                    NOW);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome sent(Receiver.Reaction reaction) {
        receiver.first(reaction);
        return sent(receiver.url(), SystemDefaultDnsResolver.INSTANCE, "127.0.0.0/8");
    }

    @Test
    void the_body_arrives_as_it_was_signed() {
        assertThat(sent(answering(200, Map.of(), "thanks"))).isEqualTo(new Outcome.Answered(200, null, "thanks"));

        var taken = receiver.taken().getFirst();
        assertThat(taken.body()).isEqualTo("{\"a\":\"\u00e4\"}");
        assertThat(taken.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(taken.header("webhook-id")).isEqualTo("1");
        assertThat(taken.header("User-Agent")).isEqualTo("spot-manager-webhooks");
    }

    @Test
    void a_name_that_leads_to_this_machine_is_not_called() {
        var outcome = sent("http://localhost:%d/hook".formatted(receiver.port()), SystemDefaultDnsResolver.INSTANCE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.why()).contains("localhost leads to", "SPOT_WEBHOOKS_NETWORKS"));
        assertThat(receiver.taken()).isEmpty();
    }

    /** Spellings of 127.0.0.1 that one library or another takes for an address. */
    @Test
    void other_spellings_of_this_machine_are_not_called() {
        for (var host : List.of(
                "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0")) {
            assertThat(sent("http://%s:%d/hook".formatted(host, receiver.port()), SystemDefaultDnsResolver.INSTANCE))
                    .as(host)
                    .isInstanceOf(Outcome.Failed.class);
        }
        assertThat(receiver.taken()).isEmpty();
    }

    /** DNS rebinding: a public address for whoever judges, this machine for whoever connects. */
    @Test
    void a_name_is_resolved_once_and_the_judged_address_is_the_one_that_is_called() {
        var asked = new ArrayList<String>();
        var rebinding = names(host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1")};
        });

        // Only the first answer is allowed: had the client asked again, it would have reached the receiver.
        var outcome = sent("http://rebind.example:%d/hook".formatted(receiver.port()), rebinding, "127.0.0.2/32");

        assertThat(asked).containsExactly("rebind.example");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(receiver.taken()).isEmpty();
        assertThat(sent("http://rebind.example:%d/hook".formatted(receiver.port()), rebinding, "127.0.0.2/32"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.why()).contains("leads to 127.0.0.1"));
    }

    @Test
    void the_host_header_stays_the_name_although_an_address_is_called() {
        var names = names(host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});

        sent("http://hooks.example:%d/hook".formatted(receiver.port()), names, "127.0.0.0/8");

        assertThat(receiver.taken().getFirst().header("Host")).isEqualTo("hooks.example:" + receiver.port());
    }

    @Test
    void one_bad_address_among_good_ones_is_enough_to_refuse() {
        var names = names(
                host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")});

        assertThat(sent("http://two.example:%d/".formatted(receiver.port()), names, "127.0.0.0/8"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, failed -> assertThat(failed.why()).contains("10.0.0.1"));
    }

    @Test
    void a_redirect_is_not_followed() {
        try (var inside = new Receiver()) {
            assertThat(sent(answering(302, Map.of("Location", inside.url()), "")))
                    .isEqualTo(new Outcome.Answered(302, null, ""));
            assertThat(inside.taken()).isEmpty();
        }
    }

    @Test
    void an_answer_without_end_is_cut_off_after_its_beginning() {
        var outcome = sent(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var block = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(block); // until the connection is closed
            }
        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.beginning())
                                .hasSizeLessThan(400)
                                .startsWith("xxx"));
    }

    @Test
    void a_receiver_that_never_answers_or_drips_costs_the_time_out_and_no_more() {
        assertThat(sent(receiver.never())).isEqualTo(new Outcome.Failed("It did not answer within 1 s."));
        assertThat(sent(exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().flush();
                    receiver.never().to(exchange);
                }))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void what_is_no_http_is_a_failure() throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getOutputStream().write("SSH-2.0-x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // closed by the test
                }
            });

            assertThat(sent(
                            "http://127.0.0.1:%d/".formatted(socket.getLocalPort()),
                            SystemDefaultDnsResolver.INSTANCE,
                            "127.0.0.0/8"))
                    .isInstanceOf(Outcome.Failed.class);
        }
        assertThat(sent("http://127.0.0.1:1/", SystemDefaultDnsResolver.INSTANCE, "127.0.0.0/8"))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void the_log_gets_one_clean_line_without_the_secret() {
        assertThat(sent(answering(400, Map.of(), "no\r\n\u001b[31m\u202ewhsec_abc\tend")))
                .isEqualTo(new Outcome.Answered(400, null, "no [31m (hidden) end"));
    }

    @Test
    void both_forms_of_retry_after_are_read_and_nonsense_is_none() {
        assertThat(retryAfter("120")).isEqualTo(Duration.ofSeconds(120));
        assertThat(retryAfter("Sun, 01 Mar 2026 12:05:00 GMT")).isEqualTo(Duration.ofMinutes(5));
        assertThat(retryAfter("Sun, 01 Mar 2020 12:05:00 GMT")).isNull();
        assertThat(retryAfter("-5")).isNull();
        assertThat(retryAfter("9".repeat(40))).isNull();
        assertThat(retryAfter("soon")).isNull();
    }

    private @Nullable Object retryAfter(String header) {
        return ((Outcome.Answered) sent(answering(503, Map.of("Retry-After", header), ""))).retryAfter();
    }

    private interface Names {
        InetAddress[] of(String host);
    }

    private static DnsResolver names(Names names) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return names.of(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
