package io.spotmanager.clouds.runpod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against the simulated RunPod. */
class RunPodRegistryTest {

    private final SimulatedVendors vendors = new SimulatedVendors();
    private final MachineRegistry runPod = vendors.runPod(SimulatedVendors.RUNPOD_KEY);

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_machine_is_added_listed_and_removed() {
        Machine machine = add("CA1-L40-01");

        assertThat(runPod.machines().found().orElseThrow())
                .containsExactly(new Machine(machine.id(), "CA1-L40-01", false, 0, false));
        assertThat(runPod.remove(machine.id()).ok()).isTrue();
        assertThat(runPod.machines().found().orElseThrow()).isEmpty();
    }

    /** RunPod defines no error for it, and its text may change. */
    @Test
    void a_removal_of_a_machine_that_is_gone_is_unclear_and_the_list_decides() {
        assertThat(runPod.remove("nobody")).isInstanceOf(Indeterminate.class);
        assertThat(runPod.machines().found().orElseThrow()).isEmpty();
    }

    @Test
    void a_certificate_of_a_machine_that_is_not_listed_is_unclear_as_it_may_be_too_new() {
        assertThat(runPod.installCertificate("nobody")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void the_certificate_is_that_of_the_machine_and_is_told_to_nobody() {
        add("CA1-L40-01");
        Machine second = add("CA1-L40-01");

        InstallCertificate certificate =
                runPod.installCertificate(second.id()).found().orElseThrow();

        assertThat(certificate.secret()).startsWith("cert-" + second.id());
        assertThat(vendors.recorder())
                .contains("Authorization: Bearer ***", "installCert")
                .doesNotContain(SimulatedVendors.RUNPOD_KEY, certificate.secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-reply", "error-after", "error-in-200-after", "hang-after"})
    void an_add_whose_answer_goes_wrong_is_unclear_is_not_repeated_and_shows_in_the_list(String fault) {
        vendors.script("{\"fault\":\"" + fault + "\",\"millis\":60000,\"times\":1}");

        assertThat(runPod.add("CA1-L40-01")).isInstanceOf(Indeterminate.class);
        assertThat(runPod.machines().found().orElseThrow()).hasSize(1);
    }

    @Test
    void an_error_inside_a_success_is_no_empty_list() {
        vendors.script("{\"fault\":\"error-in-200\"}");

        assertThat(runPod.machines()).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_wrong_key_is_refused_and_shown_nowhere() {
        CloudResult<Machine> answer = vendors.runPod("a-secret-key-of-ours").add("CA1-L40-01");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(401));
        assertThat(vendors.recorder()).doesNotContain("a-secret-key-of-ours");
        assertThat(vendors.truth().path("machines").isEmpty()).isTrue();
    }

    private Machine add(String name) {
        CloudResult<Machine> answer = runPod.add(name);
        assertThat(answer.problem()).isEmpty();
        return answer.found().orElseThrow();
    }
}
