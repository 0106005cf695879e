package io.spotmanager.clouds.hyperstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that cannot be read is left out of its list and reported; it never hides the others. */
class UnreadableRowsTest {

    /** Each list with a good row and with rows that lack something that is needed. */
    private enum ListOf {
        KEY_PAIRS(
                "Hyperstack's key pairs",
                VmProvider::keyPairs,
                "{\"keypairs\": [%s]}",
                "{\"name\": \"ops\", \"environment\": {\"name\": \"e\"}}",
                "{\"name\": \"ops\", \"environment\": null}",
                "{\"name\": \"ops\"}",
                "{\"name\": \"ops\", \"environment\": {\"name\": 7}}",
                "{\"name\": \"ops\", \"environment\": \"e\"}",
                "{\"name\": null, \"environment\": {\"name\": \"e\"}}"),
        ENVIRONMENTS(
                "Hyperstack's environments",
                VmProvider::environments,
                "{\"environments\": [%s]}",
                "{\"id\": 1, \"name\": \"e\", \"region\": \"CANADA-1\"}",
                "{\"id\": 2, \"name\": null, \"region\": \"CANADA-1\"}",
                "{\"id\": 2, \"name\": \"e\", \"region\": {}}",
                "{\"id\": \"two\", \"name\": \"e\", \"region\": \"CANADA-1\"}",
                "{\"id\": 1e40, \"name\": \"e\", \"region\": \"CANADA-1\"}",
                "{\"id\": 99999999999999999999999, \"name\": \"e\", \"region\": \"CANADA-1\"}"),
        FIREWALLS(
                "Hyperstack's firewalls",
                hyperstack -> hyperstack.firewalls(5),
                "{\"firewalls\": [%s]}",
                "{\"id\": 1, \"name\": \"f\", \"attachments\": []}",
                "{\"id\": 2, \"name\": [], \"attachments\": []}",
                "{\"id\": null, \"name\": \"f\", \"attachments\": [{\"vm\": {\"id\": 6}}]}"),
        IMAGES(
                "Hyperstack's images of CANADA-1",
                hyperstack -> hyperstack.images("CANADA-1"),
                "{\"images\": [{\"type\": \"Ubuntu\", \"images\": [%s]}]}",
                "{\"id\": 1, \"name\": \"i\", \"region_name\": \"CANADA-1\"}",
                "{\"id\": 2, \"name\": 7}",
                "{\"name\": \"i\"}"),
        GROUPS_OF_IMAGES(
                "Hyperstack's images of CANADA-1",
                hyperstack -> hyperstack.images("CANADA-1"),
                "{\"images\": [%s]}",
                "{\"type\": \"Ubuntu\", \"images\": [{\"id\": 1, \"name\": \"i\"}]}",
                "{\"type\": \"Ubuntu\"}",
                "{\"type\": \"Ubuntu\", \"images\": 7}"),
        FLAVORS(
                "Hyperstack's flavors of CANADA-1",
                hyperstack -> hyperstack.flavors("CANADA-1"),
                "{\"data\": [{\"gpu\": \"L40\", \"flavors\": [%s]}]}",
                "{\"id\": 1, \"name\": \"n3-L40x8\", \"gpu_count\": 8}",
                "{\"id\": 2, \"name\": null}",
                "{\"id\": {}, \"name\": \"n3\"}"),
        VMS(
                "Hyperstack's VMs",
                hyperstack -> hyperstack.named("x"),
                "{\"instances\": [%s]}",
                "{\"id\": 1, \"name\": \"x\"}",
                "{\"id\": 2, \"name\": null}",
                "{\"id\": 2, \"name\": []}",
                "{\"name\": \"x-2\"}");

        private final String things;
        private final Function<VmProvider, CloudResult<? extends List<?>>> read;
        private final String body;
        private final String good;
        private final List<String> bad;

        ListOf(
                String things,
                Function<VmProvider, CloudResult<? extends List<?>>> read,
                String body,
                String good,
                String... bad) {
            this.things = things;
            this.read = read;
            this.body = body;
            this.good = good;
            this.bad = Stream.concat(
                            Stream.of(bad),
                            things.endsWith("firewalls") ? Stream.of() : Stream.of("null", "7", "\"x\"", "[]"))
                    .toList();
        }

        private String page(String... rows) {
            return body.formatted(String.join(",", rows));
        }
    }

    private final ScriptedServer odd = new ScriptedServer();
    private final VmProvider hyperstack = HyperstackProvider.connect(
            HyperstackSettings.from(Map.of("HYPERSTACK_URL", odd.url(), "HYPERSTACK_API_KEY", "key")::get)
                    .orElseThrow(),
            RateLimiter.UNLIMITED);

    @AfterEach
    void stop() {
        odd.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_cannot_be_read_is_left_out_and_reported_until_it_can(ListOf list) {
        for (String bad : list.bad) {
            odd.then(200, list.page(bad, list.good));
            String images = list.things.contains("images") ? list.page(bad, list.good) : "";
            if (!images.isEmpty()) {
                odd.then(200, images);
            }

            CloudResult<? extends List<?>> answer = list.read.apply(hyperstack);

            assertThat(answer.problem()).as(bad).isEmpty();
            assertThat(answer.found().orElseThrow().size()).as(bad).isEqualTo(1);
            assertThat(hyperstack.leftOut())
                    .as(bad)
                    .singleElement()
                    .asString()
                    .startsWith("1 of " + list.things + " cannot be read and is left out; the first: ");
        }
        odd.then(200, list.page(list.good));
        assertThat(list.read.apply(hyperstack).ok()).isTrue();
        assertThat(hyperstack.leftOut()).isEmpty();
    }

    @Test
    void the_first_reason_names_the_row_and_the_field() {
        odd.then(
                200,
                ListOf.KEY_PAIRS.page(
                        "{\"id\": 4, \"name\": \"old\", \"environment\": null}", "null", ListOf.KEY_PAIRS.good));

        hyperstack.keyPairs();

        assertThat(hyperstack.leftOut())
                .containsExactly("2 of Hyperstack's key pairs cannot be read and are left out; the first: “old”, a row"
                        + " without a text for environment.name");
    }

    /** Leaving it out would make a launch create a second VM of that name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"name\": \"x\"}", "{\"id\": \"one\", \"name\": \"x\"}", "{\"id\": 1e40, \"name\": \"x\"}"})
    void a_vm_of_the_wanted_name_is_never_left_out(String row) {
        odd.then(200, ListOf.VMS.page(row, ListOf.VMS.good));

        assertThat(hyperstack.named("x")).isInstanceOf(Indeterminate.class);
    }

    /** The list of a VM is written as a whole: a firewall that is not in it is detached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"g\", \"attachments\": [{\"vm\": {\"id\": 5}}]}",
                "{\"id\": 2, \"attachments\": [{\"vm\": {\"id\": \"5\"}}]}",
                "{\"id\": 2, \"name\": \"g\"}",
                "{\"id\": 2, \"name\": \"g\", \"attachments\": {}}",
                "{\"id\": 2, \"name\": \"g\", \"attachments\": [{\"vm\": 5}]}",
                "{\"id\": 2, \"name\": \"g\", \"attachments\": [{\"vm\": \"vm-of-5\"}]}",
                "{\"id\": 2, \"name\": \"g\", \"attachments\": [{\"vm\": {\"id\": \"five\"}}, {\"vm\": {\"id\": 6}}]}",
                "null",
                "7"
            })
    void a_firewall_that_the_vm_may_have_is_never_left_out(String row) {
        odd.then(200, ListOf.FIREWALLS.page(row, ListOf.FIREWALLS.good));

        assertThat(hyperstack.firewalls(5)).isInstanceOf(Indeterminate.class);
    }

    @Test
    void an_attachment_of_a_vm_that_is_gone_does_not_hide_its_firewall() {
        odd.then(200, ListOf.FIREWALLS.page("""
                {"id": 971, "name": "f", "attachments": [{"id": 1, "vm": null}, {"id": 2, "vm": {"id": 5}}, null]}"""));

        Firewall firewall = hyperstack.firewalls(1).found().orElseThrow().getFirst();

        assertThat(firewall.attachments()).extracting(Firewall.Attachment::vmId).containsExactly(5L);
        assertThat(hyperstack.leftOut()).hasSize(1);
    }

    @Test
    void a_page_of_nothing_but_unreadable_rows_is_not_the_end() {
        for (int read = 0; read < 2; read++) {
            odd.then(200, vms(1, 10, false)).then(200, vms(11, 20, true)).then(200, vms(21, 22, false));
        }

        assertThat(hyperstack.named("x").found().orElseThrow()).hasSize(12);
        assertThat(hyperstack.leftOut())
                .as("%s", odd.saw)
                .singleElement()
                .asString()
                .startsWith("10 of ");
    }

    /** {@code count} is described as the number of rows of the page; here some are missing. */
    @Test
    void a_list_with_fewer_rows_than_it_counts_is_no_list() {
        odd.then(200, "{\"count\": 3, \"instances\": [{\"id\": 1, \"name\": \"x\"}]}");

        assertThat(hyperstack.named("x").problem()).contains("1 rows came, and Hyperstack counts 3");
    }

    @Test
    void a_list_that_breaks_off_before_its_total_is_no_list() {
        odd.then(200, vms(1, 10, false).replace("\"instances\"", "\"count\": 30, \"instances\""))
                .then(200, "{\"count\": 30, \"instances\": []}");

        assertThat(hyperstack.named("x")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void pages_that_are_smaller_than_asked_for_are_read_to_the_end() {
        for (int read = 0; read < 2; read++) {
            odd.then(200, "{\"page_size\": 1, \"instances\": [{\"id\": 1, \"name\": \"x\"}]}")
                    .then(200, "{\"page_size\": 1, \"instances\": [{\"id\": 2, \"name\": \"x\"}]}")
                    .then(200, "{\"page_size\": 1, \"instances\": []}");
        }

        assertThat(hyperstack.named("x").found().orElseThrow())
                .extracting(Vm::id)
                .containsExactly(1L, 2L);
    }

    /** The list of a VM's firewalls is written: one that is missed would be detached. */
    @Test
    void a_firewall_that_moves_between_two_pages_is_not_missed() {
        String guards = "{\"id\": %d, \"name\": \"f\", \"attachments\": [{\"vm\": {\"id\": 5}}]}";
        odd.then(200, "{\"page_size\": 1, \"firewalls\": [%s]}".formatted(guards.formatted(1)))
                .then(
                        200,
                        "{\"page_size\": 1, \"firewalls\": [%s]}"
                                .formatted(guards.formatted(3))) // 1 was deleted meanwhile
                .then(200, "{\"page_size\": 1, \"firewalls\": []}")
                .then(200, "{\"page_size\": 1, \"firewalls\": [%s]}".formatted(guards.formatted(2)))
                .then(200, "{\"page_size\": 1, \"firewalls\": [%s]}".formatted(guards.formatted(3)))
                .then(200, "{\"page_size\": 1, \"firewalls\": []}");

        assertThat(hyperstack.firewalls(5).found().orElseThrow())
                .extracting(Firewall::id)
                .contains(2L, 3L);
    }

    private static String vms(int from, int to, boolean nameless) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\": %d, \"name\": %s}".formatted(id, nameless ? "null" : "\"x\""))
                .collect(Collectors.joining(",", "{\"page_size\": 10, \"instances\": [", "]}"));
    }
}
