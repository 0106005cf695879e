package io.spotmanager.clouds.runpod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interface that nobody describes may answer anything. */
class OddAnswersTest {

    private static final String KEY = "a-secret-key-of-ours";
    private static final String DOES_NOT_FIT = """
            {"errors": [{"message": "Unknown argument \\"machineId\\"", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}]}""";

    private final ScriptedServer odd = new ScriptedServer();
    private final List<ExternalCall> calls = new ArrayList<>();
    private final MachineRegistry runPod = RunPodRegistry.connect(
                    RunPodSettings.from(Map.of("RUNPOD_URL", odd.url() + "/graphql", "RUNPOD_API_KEY", KEY)::get)
                            .orElseThrow())
            .recordingTo(calls::add);

    @AfterEach
    void stop() {
        odd.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": {\"machineAdd\": {\"id\": \"m1\"}}, \"errors\": [{\"message\": \"half of it\"}]}",
                "{\"data\": {\"machineAdd\": null}}",
                "{\"data\": {\"machineAdd\": {\"name\": \"x\"}}}",
                "{\"data\": null}",
                "{}",
                "nonsense"
            })
    void half_an_answer_to_an_add_is_unclear(String body) {
        odd.then(200, body);

        assertThat(runPod.add("x")).isInstanceOf(Indeterminate.class);
        assertThat(odd.saw).hasSize(1);
    }

    /** What the text says is for people: the vendor defines refusals by their code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"errors": [{"message": "host not found", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}], "data": null}
            {"errors": [{"message": "Machine not found"}], "data": {"machineAdd": null}}
            {"errors": [{"message": "not found", "extensions": {"code": "NOT_FOUND"}}]}
            {"errors": [{"message": "a", "extensions": {"code": "FORBIDDEN"}}, {"message": "b", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}
            {"errors": [{"message": "a", "extensions": {"code": "FORBIDDEN"}}], "data": {"machineAdd": {"id": "m1"}}}
            {"errors": [{"message": "a", "extensions": {"code": 403}}]}
            {"errors": {"message": "forbidden"}}
            """)
    void an_error_that_is_not_defined_as_a_refusal_leaves_an_add_unclear(String body) {
        odd.then(200, body);

        assertThat(runPod.add("x")).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPHQL_PARSE_FAILED, 400",
        "GRAPHQL_VALIDATION_FAILED, 400",
        "BAD_USER_INPUT, 400",
        "UNAUTHENTICATED, 401",
        "FORBIDDEN, 403"
    })
    void an_error_that_is_defined_as_a_refusal_is_one(String code, int status) {
        odd.then(
                200,
                "{\"errors\": [{\"message\": \"no\", \"extensions\": {\"code\": \"%s\"}}], \"data\": null}"
                        .formatted(code));

        assertThat(runPod.add("x")).isEqualTo(new Rejected<Machine>(status, "“no”"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "7", "{}", "{\"id\": null, \"name\": \"x\"}", "{\"id\": 7}", "{\"id\": \" \"}", "[]"})
    void a_machine_that_cannot_be_read_is_left_out_and_reported(String row) {
        odd.then(
                        200,
                        "{\"data\": {\"myself\": {\"machines\": [%s, {\"id\": \"m2\", \"name\": \"y\"}]}}}"
                                .formatted(row))
                .then(200, "{\"data\": {\"myself\": {\"machines\": [{\"id\": \"m2\", \"name\": \"y\"}]}}}");

        assertThat(runPod.machines().found().orElseThrow())
                .extracting(Machine::id)
                .containsExactly("m2");
        assertThat(runPod.leftOut()).singleElement().asString().startsWith("1 of RunPod's machines cannot be read");
        assertThat(runPod.machines().ok()).isTrue();
        assertThat(runPod.leftOut()).isEmpty();
    }

    /** Whoever finds none of a name adds one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\"}",
                "{\"id\": null, \"name\": \"x\"}",
                "{\"id\": 7, \"name\": \"x\"}",
                "{\"id\": \"m1\", \"name\": null}",
                "{\"id\": \"m1\", \"name\": [\"x\"]}",
                "{\"id\": \"m1\"}",
                "null",
                "7"
            })
    void a_machine_that_may_have_the_name_makes_the_search_for_it_unclear(String row) {
        odd.then(
                200,
                "{\"data\": {\"myself\": {\"machines\": [%s, {\"id\": \"m2\", \"name\": \"y\"}]}}}".formatted(row));

        assertThat(runPod.named("x")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_machine_of_the_name_is_found_beside_one_without_a_name() {
        odd.then(200, """
                {"data": {"myself": {"machines": [{"id": "m1", "name": null}, {"id": "m2", "name": "x"}, {"name": "y"}]}}}""");

        assertThat(runPod.named("x").found().orElseThrow()).containsExactly(new Machine("m2", "x", null, null, null));
        assertThat(runPod.named("z")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_machine_of_another_name_that_cannot_be_read_hides_nothing() {
        odd.then(
                200,
                "{\"data\": {\"myself\": {\"machines\": [{\"id\": null, \"name\": \"y\"}, {\"id\": \"m2\", \"name\": \"z\"}]}}}");

        assertThat(runPod.named("x").found().orElseThrow()).isEmpty();
    }

    @Test
    void an_error_about_one_machine_does_not_hide_the_others() {
        odd.then(200, """
                {"data": {"myself": {"machines": [null, {"id": "m2", "name": "y", "gpuReserved": null}]}}, "errors": [
                 {"message": "boom", "path": ["myself", "machines", 0]},
                 {"message": "boom", "path": ["myself", "machines", 1, "gpuReserved"]}]}""");

        assertThat(runPod.machines().found().orElseThrow()).containsExactly(new Machine("m2", "y", null, null, null));
        assertThat(runPod.leftOut()).hasSize(1);
    }

    @Test
    void an_error_about_the_list_is_no_list() {
        odd.then(200, """
                {"data": {"myself": {"machines": [{"id": "m2"}]}},
                 "errors": [{"message": "only a part", "path": ["myself", "machines"]}]}""");

        assertThat(runPod.machines()).isInstanceOf(Indeterminate.class);
    }

    @Test
    void fields_that_are_missing_are_unknown() {
        odd.then(200, "{\"data\": {\"myself\": {\"machines\": [{\"id\": \"m1\", \"name\": null}]}}}");

        assertThat(runPod.machines().found().orElseThrow()).containsExactly(new Machine("m1", "", null, null, null));
    }

    /** RunPod's interface has no versions: what a launch can do without may go any day. */
    @Test
    void a_field_that_runpod_has_dropped_is_unknown_and_the_machines_are_read_all_the_same() {
        odd.then(400, DOES_NOT_FIT)
                .then(400, DOES_NOT_FIT)
                .then(200, "{\"data\": {\"myself\": {\"machines\": [{\"id\": \"m1\", \"name\": \"x\"}]}}}");

        assertThat(runPod.machines().found().orElseThrow()).containsExactly(new Machine("m1", "x", null, null, null));
        assertThat(odd.saw.get(1)).contains("registered").doesNotContain("listed");
        assertThat(odd.saw).hasSize(3).last().asString().doesNotContain("registered", "gpuReserved");
    }

    @Test
    void machines_of_an_interface_that_is_gone_are_no_machines() {
        odd.then(404, "gone");

        assertThat(runPod.machines().ok()).isFalse();
    }

    @Test
    void an_account_without_machines_of_its_own_is_no_empty_account() {
        odd.then(200, "{\"data\": {\"myself\": {\"machines\": null}}}");

        assertThat(runPod.machines())
                .isInstanceOfSatisfying(
                        Indeterminate.class,
                        unclear -> assertThat(unclear.cause()).contains("may not be that of a host account"));
    }

    @Test
    void a_machine_without_a_certificate_is_no_certificate() {
        odd.then(200, "{\"data\": {\"myself\": {\"machines\": [{\"id\": \"m1\", \"installCert\": null}]}}}");

        assertThat(runPod.installCertificate("m1")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_removal_that_does_not_fit_is_worded_otherwise_until_it_does() {
        odd.then(400, DOES_NOT_FIT).then(200, DOES_NOT_FIT).then(200, "{\"data\": {\"machineDelete\": null}}");

        assertThat(runPod.remove("m1").ok()).isTrue();
        assertThat(odd.saw).hasSize(3).allMatch(request -> request.contains("machineDelete"));
    }

    @Test
    void a_removal_that_fits_in_no_way_is_refused() {
        odd.then(400, DOES_NOT_FIT);

        assertThat(runPod.remove("m1"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(400));
        assertThat(odd.saw).hasSize(3);
    }

    @Test
    void a_removal_that_fails_for_another_reason_is_not_worded_otherwise() {
        odd.then(200, "{\"data\": null, \"errors\": [{\"message\": \"try again\"}]}");

        assertThat(runPod.remove("m1")).isInstanceOf(Indeterminate.class);
        assertThat(odd.saw).hasSize(1);
    }

    /** A row of our own name without an id would be registered a second time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": {\"myself\": {\"machines\": [{\"id\": null, \"name\": \"x\"}, 7]}}}",
                "{\"data\": {\"myself\": {\"machines\": [null]}}, \"errors\": [{\"message\": \"no\", \"path\": [\"myself\", \"machines\", 0]}]}"
            })
    void machines_of_which_none_can_be_read_are_not_an_empty_list(String body) {
        odd.then(200, body);

        assertThat(runPod.machines()).isInstanceOf(Indeterminate.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": {}}", "{\"data\": {\"machineRemove\": {\"id\": \"m1\"}}}", "{\"data\": []}"})
    void a_removal_counts_as_accepted_only_if_its_answer_is_there(String body) {
        odd.then(200, body);

        assertThat(runPod.remove("m1")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void another_machine_than_the_one_that_was_added_is_unclear() {
        odd.then(200, "{\"data\": {\"machineAdd\": {\"id\": \"m1\", \"name\": \"y\"}}}");

        assertThat(runPod.add("x")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_key_that_is_quoted_is_masked() {
        odd.then(401, "{\"errors\": [{\"message\": \"bad key " + KEY + "\"}]}");

        assertThat(runPod.machines().problem() + calls).contains("bad key").doesNotContain(KEY);
    }
}
