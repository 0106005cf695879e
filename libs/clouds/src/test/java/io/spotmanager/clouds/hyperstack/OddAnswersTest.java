package io.spotmanager.clouds.hyperstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vendor's description does not say, and what stands in the vendor's place sometimes. */
class OddAnswersTest {

    private static final String KEY = "a-secret-key-of-ours";

    private final ScriptedServer odd = new ScriptedServer();
    private final List<ExternalCall> calls = new ArrayList<>();
    private final VmProvider hyperstack = HyperstackProvider.connect(
                    HyperstackSettings.from(Map.of("HYPERSTACK_URL", odd.url(), "HYPERSTACK_API_KEY", KEY)::get)
                            .orElseThrow(),
                    RateLimiter.UNLIMITED)
            .recordingTo(calls::add);

    @AfterEach
    void stop() {
        odd.close();
    }

    @Test
    void words_that_nobody_knows_and_fields_that_are_missing_are_kept_as_they_are() {
        odd.then(200, """
                {"status": true, "instance": {"id": 7, "name": "x", "status": "MIGRATING", "power_state": null,
                 "labels": null, "flavor": null, "created_at": "yesterday", "surprise": {}}}""");

        Vm vm = hyperstack.vm(7).found().orElseThrow().orElseThrow();

        assertThat(vm.condition().status()).isEqualTo("MIGRATING");
        assertThat(vm.condition().powerState()).isNull();
        assertThat(vm.labels()).isEmpty();
        assertThat(vm.createdAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z",
        "2026-11-23T12:00:00, 2026-11-23T12:00:00Z",
        "2026-11-23 12:00:00, 2026-11-23T12:00:00Z",
        "2026-11-23T14:00:00+02:00, 2026-11-23T12:00:00Z",
        "2026-11-23T12:00:00.123456, 2026-11-23T12:00:00.123456Z",
        "2026-11-23T12:00:00.123+00:00, 2026-11-23T12:00:00.123Z"
    })
    void every_way_of_writing_a_time_is_read(String written, Instant meant) {
        odd.then(200, "{\"instance\": {\"id\": 7, \"name\": \"x\", \"created_at\": \"" + written + "\"}}");

        assertThat(hyperstack.vm(7).found().orElseThrow().orElseThrow().createdAt())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": true, \"instances\": []}",
                "{\"status\": true, \"instances\": null}",
                "{\"status\": true, \"instances\": [{\"id\": 1, \"name\": \"x\"}, {\"id\": 2, \"name\": \"x\"}]}",
                "{\"status\": true, \"instances\": [{\"name\": \"x\"}]}",
                "{\"status\": true, \"message\": \"done\"}",
                "{\"status\": false, \"message\": \"who knows\"}",
                "[]",
                "<html>welcome</html>",
                ""
            })
    void a_created_vm_that_is_not_exactly_one_is_unclear(String body) {
        odd.then(200, body);

        assertThat(hyperstack.create(SimulatedVendors.order("x"))).isInstanceOf(Indeterminate.class);
        assertThat(odd.saw).hasSize(1);
    }

    @Test
    void status_false_with_a_definite_reason_is_the_refusal_it_names() {
        odd.then(200, "{\"status\": false, \"message\": \"VM x exists\", \"error_reason\": \"already_exist\"}");

        assertThat(hyperstack.create(SimulatedVendors.order("x"))).isEqualTo(new Rejected<Vm>(409, "“VM x exists”"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"firewall\": {\"id\": 971, \"name\": \"f\", \"attachments\": [{\"id\": 1, \"vm\": {\"id\": 5}}]}}",
                "{\"firewall\": [{\"id\": 971, \"name\": \"f\", \"attachments\": [{\"id\": 1, \"vm\": {\"id\": 5}}]}]}"
            })
    void a_firewall_comes_alone_or_in_a_list(String body) {
        odd.then(200, body);

        Firewall firewall = hyperstack.firewall(971).found().orElseThrow().orElseThrow();

        assertThat(firewall.guards(5)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"firewall\": {\"id\": 971, \"name\": \"f\"}}",
                "{\"firewall\": {\"id\": 971, \"name\": \"f\", \"attachments\": 7}}",
                "{\"firewall\": {\"id\": 971, \"name\": \"f\", \"attachments\": null}}",
                "{\"firewall\": null}",
                "{}"
            })
    void a_firewall_without_its_attachments_is_no_firewall_with_none(String body) {
        odd.then(200, body);

        assertThat(hyperstack.firewall(971)).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "7"})
    void an_answer_without_its_list_does_not_say_that_there_is_nothing(String list) {
        odd.then(
                200,
                "{\"status\": true, \"count\": 0, \"instances\": %1$s, \"firewalls\": %1$s, \"keypairs\": %1$s, \"environments\": %1$s, \"images\": %1$s, \"data\": %1$s}"
                        .formatted(list));

        assertThat(List.of(
                        hyperstack.all(),
                        hyperstack.named("x"),
                        hyperstack.firewalls(7),
                        hyperstack.keyPairs(),
                        hyperstack.environments(),
                        hyperstack.images("CANADA-1"),
                        hyperstack.flavors("CANADA-1")))
                .hasOnlyElementsOfType(Indeterminate.class);
    }

    @Test
    void a_short_page_that_does_not_tell_its_size_is_not_the_last_one() {
        odd.then(200, page(1, 3).replace("\"page_size\": 10, ", ""))
                .then(200, page(4, 5).replace("\"page_size\": 10", "\"page_size\": null"))
                .then(200, "{\"instances\": []}");

        assertThat(hyperstack.all().found().orElseThrow()).extracting(Vm::id).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(odd.saw).hasSize(3);
    }

    @Test
    void a_server_that_ignores_the_page_is_not_asked_for_ever() {
        String rows = IntStream.range(0, 25)
                .mapToObj("{\"id\": %d, \"name\": \"x\"}"::formatted)
                .collect(Collectors.joining(","));
        odd.then(200, "{\"instances\": [" + rows + "]}");

        assertThat(hyperstack.named("x").found().orElseThrow()).hasSize(25);
        assertThat(odd.saw).hasSize(4);
    }

    @Test
    void a_row_that_slips_to_a_page_already_read_is_found_by_reading_again() {
        odd.then(200, page(1, 10))
                .then(200, page(12, 15))
                .then(200, page(2, 11))
                .then(200, page(12, 15));

        assertThat(hyperstack.named("x").found().orElseThrow())
                .extracting(Vm::id)
                .contains(11L)
                .hasSize(15)
                .isSorted();
    }

    @Test
    void a_list_that_breaks_off_in_the_middle_is_no_list() {
        odd.then(200, page(1, 10)).then(500, "{\"message\": \"Internal Server Error\"}");

        assertThat(hyperstack.named("x")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_page_of_a_proxy_that_says_404_says_nothing_about_a_vm() {
        odd.then(404, "<html><title>404 Not Found</title></html>");

        assertThat(hyperstack.vm(7)).isInstanceOf(NotSent.class);
    }

    @Test
    void what_the_vendor_quotes_is_masked() {
        odd.then(
                400,
                "{\"status\": false, \"message\": \"bad user_data '%s' from %s\", \"error_reason\": \"bad_request\"}"
                        .formatted(SimulatedVendors.CERTIFICATE, KEY));

        CloudResult<Vm> answer = hyperstack.create(SimulatedVendors.order("x"));

        assertThat(answer.problem() + calls)
                .contains("bad user_data")
                .doesNotContain(SimulatedVendors.CERTIFICATE, KEY);
    }

    /** Ten rows are a full page, so a second one that has the same rows shows that the page number was ignored. */
    @Test
    void a_full_page_that_comes_again_is_not_the_whole_list() {
        String rows = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "{\"name\": \"k%d\", \"environment\": {\"name\": \"e\"}}".formatted(i))
                .collect(Collectors.joining(","));
        odd.then(200, "{\"status\": true, \"keypairs\": [" + rows + "]}");

        assertThat(hyperstack.keyPairs().readProblem()).contains("same page again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": \"error\", \"message\": \"try later\"}",
                "{\"status\": null}",
                "{\"status\": 1}",
                "{\"message\": \"Endpoint request timed out\"}"
            })
    void a_change_counts_as_accepted_only_if_hyperstack_says_so(String body) {
        odd.then(200, body);

        assertThat(hyperstack.delete(7)).isInstanceOf(Indeterminate.class);
        assertThat(hyperstack.attachFirewalls(7, List.of(1L))).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "\"\""})
    void a_vm_without_a_readable_name_may_be_the_one_that_is_looked_for(String name) {
        odd.then(200, "{\"status\": true, \"instances\": [{\"id\": 1, \"name\": " + name + "}]}");

        assertThat(hyperstack.named("x")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void an_id_that_is_written_as_a_text_is_the_number() {
        odd.then(200, "{\"status\": true, \"instance\": {\"id\": \"7\", \"name\": \"x\"}}");

        assertThat(hyperstack.vm(7).found().orElseThrow().orElseThrow().id()).isEqualTo(7);
    }

    @Test
    void another_vm_than_the_one_that_was_asked_for_is_unclear() {
        odd.then(200, "{\"status\": true, \"instance\": {\"id\": 8, \"name\": \"x\"}}");

        assertThat(hyperstack.vm(7)).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_list_of_which_no_row_can_be_read_is_not_an_empty_one() {
        odd.then(200, "{\"status\": true, \"keypairs\": [{\"key\": \"a\"}, {\"key\": \"b\"}]}");

        assertThat(hyperstack.keyPairs()).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_certificate_that_is_quoted_in_part_is_masked_and_the_vms_name_is_not() {
        String part = SimulatedVendors.CERTIFICATE.substring(0, 20);
        odd.then(
                400,
                "{\"status\": false, \"message\": \"a-vm-with-a-long-name: '%s...'\", \"error_reason\": \"bad_request\"}"
                        .formatted(part));

        CloudResult<Vm> answer = hyperstack.create(SimulatedVendors.order("a-vm-with-a-long-name"));

        assertThat(answer.problem() + calls)
                .contains("a-vm-with-a-long-name: '***...'")
                .doesNotContain(part);
    }

    private static String page(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("{\"id\": %d, \"name\": \"x\"}"::formatted)
                .collect(Collectors.joining(",", "{\"page_size\": 10, \"instances\": [", "]}"));
    }
}
