package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.clouds.fixture.Typed;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.VmProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A previewed command, typed by a person, is the request that is sent: method, address, headers and body. Secrets alone are masked. */
class PreviewIsTheRequestTest {
    private static final String SECRET = "the-certificate-that-nobody-may-read";
    private static final CreateVmRequest ORDER = new CreateVmRequest(
            "CA1-O'Hara 01",
            "CA1-RunPod",
            "Debian 12",
            "n3-L40x8",
            "operations",
            new UserData("#cloud-config\n# it's " + SECRET),
            List.of("spot-operation-1"));

    private final ScriptedServer far = new ScriptedServer().then(200, "{}");
    private final List<ExternalCall> recorder = new ArrayList<>();
    private final VmProvider hyperstack = HyperstackProvider.connect(
                    HyperstackSettings.from(
                                    Map.of(
                                            "HYPERSTACK_URL",
                                            far.url() + "/v1",
                                            "HYPERSTACK_API_KEY",
                                            "the-key-of-hyperstack")::get)
                            .orElseThrow(),
                    RateLimiter.UNLIMITED)
            .recordingTo(recorder::add);
    private final MachineRegistry runPod = RunPodRegistry.connect(RunPodSettings.from(
                            Map.of("RUNPOD_URL", far.url() + "/graphql", "RUNPOD_API_KEY", "the-key-of-runpod")::get)
                    .orElseThrow())
            .recordingTo(recorder::add);

    @AfterEach
    void stop() {
        far.close();
    }

    static Stream<Function<VmProvider, CloudResult<?>>> atHyperstack() {
        return Stream.of(
                vms -> vms.create(ORDER),
                vms -> vms.vm(17),
                vms -> vms.delete(17),
                vms -> vms.attachFirewalls(17, List.of(971L, 972L)));
    }

    static Stream<Function<MachineRegistry, CloudResult<?>>> atRunPod() {
        return Stream.of(
                machines -> machines.add("CA1-O'Hara-01"),
                machines -> machines.machines(),
                machines -> machines.remove("m1"));
    }

    @ParameterizedTest
    @MethodSource("atHyperstack")
    void of_hyperstack(Function<VmProvider, CloudResult<?>> call) {
        var preview = hyperstack.preview(call);
        assertThat(far.saw).as("sent by the preview").isEmpty();
        assertThat(recorder).as("told by the preview").isEmpty();

        var _ = call.apply(hyperstack);
        isTheRequest(preview);
    }

    @ParameterizedTest
    @MethodSource("atRunPod")
    void of_runpod(Function<MachineRegistry, CloudResult<?>> call) {
        var preview = runPod.preview(call);
        assertThat(far.saw).as("sent by the preview").isEmpty();

        var _ = call.apply(runPod);
        isTheRequest(preview);
    }

    @ParameterizedTest
    @MethodSource("atRunPod")
    void of_a_part_without_the_key_of_runpod_which_can_send_nothing(Function<MachineRegistry, CloudResult<?>> call) {
        var keyless =
                RunPodRegistry.previewing(RunPodSettings.withoutKey(Map.of("RUNPOD_URL", far.url() + "/graphql")::get)
                        .orElseThrow());

        assertThat(keyless.preview(call)).isEqualTo(runPod.preview(call)).doesNotContain("a-key-that");
        assertThat(call.apply(keyless)).isInstanceOf(CloudResult.NotSent.class);
        assertThat(keyless.installCertificate("m1")).isInstanceOf(CloudResult.NotSent.class);
        assertThat(far.saw).as("sent to RunPod").isEmpty();
    }

    @Test
    void an_order_is_shown_with_its_rules_and_its_ports() {
        var body = Typed.of(hyperstack.preview(vms -> vms.create(ORDER))).body();

        assertThat(body.at("/security_rules/0/port_range_min").intValue()).isEqualTo(22);
        assertThat(body.path("enable_port_randomization").toString()).isEqualTo("false");
    }

    private void isTheRequest(String preview) {
        var sent = Typed.seen(far);
        var typed = Typed.of(preview);
        assertThat(typed.method()).isEqualTo(sent.method());
        assertThat(typed.url()).isEqualTo(sent.url());
        assertThat(typed.headers()).isEqualTo(masked(sent.headers()));
        assertThat(typed.body()).isEqualTo(masked(sent.body()));
        assertThat(recorder.getFirst().command()).as("in the log of commands").isEqualTo(preview);
        assertThat(preview).doesNotContain(SECRET, "the-key-of");
    }

    /** Keys alone are masked. */
    private static Map<String, String> masked(Map<String, String> headers) {
        var shown = new TreeMap<>(headers);
        shown.replaceAll((_, value) -> value.replaceAll("the-key-of-(hyperstack|runpod)", "***"));
        return shown;
    }

    private static JsonNode masked(JsonNode body) {
        return body.has("user_data") ? ((ObjectNode) body).put("user_data", "***") : body;
    }
}
