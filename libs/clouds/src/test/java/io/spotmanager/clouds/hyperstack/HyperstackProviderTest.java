package io.spotmanager.clouds.hyperstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against the simulated Hyperstack, on good days and bad. */
class HyperstackProviderTest {

    private final SimulatedVendors vendors = new SimulatedVendors();
    private final VmProvider hyperstack = vendors.hyperstack();

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_vm_is_created_seen_through_its_states_and_deleted_until_it_is_gone() {
        Vm vm = create("training-1");
        assertThat(vm.condition().status()).isEqualTo("CREATING");
        assertThat(vm.labels()).containsExactly("spot-manager");

        vendors.pass(Duration.ofSeconds(4));
        assertThat(seen(vm.id()).condition().status()).isEqualTo("ACTIVE");
        assertThat(seen(vm.id()).condition().floatingIp()).isNull();
        vendors.pass(Duration.ofSeconds(1));
        assertThat(seen(vm.id()).condition().floatingIp()).isNotNull();
        assertThat(seen(vm.id()).condition().floatingIpStatus()).isEqualTo("ATTACHED");

        assertThat(hyperstack.delete(vm.id()).ok()).isTrue();
        assertThat(seen(vm.id()).condition().status()).isEqualTo("DELETING");
        vendors.pass(Duration.ofSeconds(2));
        assertThat(hyperstack.vm(vm.id()).found().orElseThrow()).isEmpty();
        assertThat(hyperstack.delete(vm.id()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(404));
    }

    @Test
    void a_vm_is_found_by_its_exact_name_among_many_that_contain_it() {
        IntStream.range(0, 25).forEach(number -> create("training-1" + number));
        create("training-1");

        assertThat(hyperstack.named("training-1").found().orElseThrow())
                .extracting(Vm::name)
                .containsExactly("training-1");
        assertThat(hyperstack.named("TRAINING-1").found().orElseThrow()).isEmpty();
        assertThat(hyperstack.named("training").found().orElseThrow()).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_refused_with_409() {
        create("training-1");

        assertThat(hyperstack.create(SimulatedVendors.order("training-1")))
                .isInstanceOfSatisfying(Rejected.class, no -> {
                    assertThat(no.status()).isEqualTo(409);
                    assertThat(no.message()).contains("training-1", "already exists");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-reply", "error-after", "error-in-200-after", "hang-after"})
    void a_create_whose_answer_goes_wrong_is_unclear_and_found_by_name(String fault) {
        vendors.script("{\"fault\":\"" + fault + "\",\"millis\":60000,\"match\":{\"method\":\"POST\"},\"times\":1}");

        CloudResult<Vm> answer = hyperstack.create(SimulatedVendors.order("training-1"));

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(vendors.callsOf("POST /hyperstack/v1/core/virtual-machines")).isLessThanOrEqualTo(1);
        assertThat(hyperstack.named("training-1").found().orElseThrow()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409})
    void a_definite_no_is_refused(int status) {
        vendors.script("{\"fault\":\"error-before\",\"status\":" + status + "}");

        assertThat(hyperstack.create(SimulatedVendors.order("training-1")))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-before", "html-503", "error-in-200"})
    void a_create_that_was_not_carried_out_but_not_refused_either_is_unclear(String fault) {
        vendors.script("{\"fault\":\"" + fault + "\"}");

        assertThat(hyperstack.create(SimulatedVendors.order("training-1"))).isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_read_that_meets_a_broken_gateway_is_made_once_more_and_a_change_is_not() {
        long id = create("training-1").id();
        vendors.script("{\"fault\":\"html-503\",\"times\":1}");
        assertThat(hyperstack.vm(id).ok()).isTrue();

        vendors.script("{\"fault\":\"html-503\",\"times\":1}");
        assertThat(hyperstack.delete(id)).isInstanceOf(Indeterminate.class);
    }

    @Test
    void what_is_not_found_is_gone_for_a_look_and_refused_for_a_list() {
        vendors.script("{\"fault\":\"error-before\",\"status\":404}");

        assertThat(hyperstack.vm(1).found().orElseThrow()).isEmpty();
        assertThat(hyperstack.named("training-1")).isInstanceOf(Rejected.class);
    }

    @Test
    void a_wrong_key_is_refused_and_shown_nowhere() {
        CloudResult<List<Vm>> answer = vendors.hyperstack("a-secret-key-of-ours", RateLimiter.UNLIMITED)
                .named("training-1");

        assertThat(answer).isEqualTo(new Rejected<List<Vm>>(401, "“Invalid Token”"));
        assertThat(vendors.recorder()).contains("api_key: ***").doesNotContain("a-secret-key-of-ours");
    }

    @Test
    void neither_the_key_nor_the_user_data_is_told_to_the_journal() {
        create("training-1");
        vendors.pace("{\"calls_per_minute\":1}");
        hyperstack.create(SimulatedVendors.order("training-2"));

        assertThat(vendors.recorder())
                .contains("curl -X POST", "\"name\":\"training-1\"", "\"user_data\":\"***\"")
                .doesNotContain(SimulatedVendors.HYPERSTACK_KEY, SimulatedVendors.CERTIFICATE);
    }

    @Test
    void with_429_nothing_was_done_and_the_limiter_hears_of_it() {
        CountingLimiter limiter = new CountingLimiter();
        vendors.pace("{\"calls_per_minute\":1}");
        VmProvider limited = vendors.hyperstack(SimulatedVendors.HYPERSTACK_KEY, limiter);

        assertThat(limited.environments().ok()).isTrue();
        assertThat(limited.create(SimulatedVendors.order("training-1"))).isInstanceOf(NotSent.class);
        assertThat(limiter.asked).isEqualTo(2);
        assertThat(limiter.exhausted).isEqualTo(1);
    }

    @Test
    void without_leave_nothing_is_sent() {
        RateLimiter closed = new CountingLimiter() {
            @Override
            public Permit acquire() {
                return new Permit.Denied("not before tomorrow");
            }
        };

        assertThat(vendors.hyperstack(SimulatedVendors.HYPERSTACK_KEY, closed).environments())
                .isEqualTo(new NotSent<List<VmEnvironment>>("not before tomorrow"));
        assertThat(vendors.callsOf("/hyperstack/")).isZero();
    }

    @Test
    void firewalls_of_a_vm_are_replaced_and_seen_later_and_others_keep_theirs() {
        vendors.pass(Duration.ofSeconds(5));
        List<Firewall.Attachment> others = firewall().attachments();
        long id = create("training-1").id();
        assertThat(hyperstack.attachFirewalls(id, List.of(SimulatedVendors.FIREWALL)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(400));
        vendors.pass(Duration.ofSeconds(5));

        assertThat(hyperstack
                        .attachFirewalls(id, List.of(SimulatedVendors.FIREWALL))
                        .ok())
                .isTrue();

        assertThat(firewall().guards(id)).isFalse();
        vendors.pass(Duration.ofSeconds(2));
        assertThat(firewall().guards(id)).isTrue();
        assertThat(firewall().attachments())
                .containsAll(others)
                .contains(new Firewall.Attachment(id, "ATTACHED"))
                .hasSize(others.size() + 1);
        assertThat(hyperstack.firewalls(1).found().orElseThrow())
                .extracting(Firewall::id)
                .containsExactly(971L, 972L, 973L);
        assertThat(hyperstack.firewall(1).found().orElseThrow()).isEmpty();
    }

    @Test
    void the_catalogue_of_a_region_is_read_to_its_end() {
        assertThat(hyperstack.environments().found().orElseThrow())
                .contains(new VmEnvironment(11, "CA1-RunPod", "CANADA-1"))
                .hasSize(6);
        assertThat(hyperstack.keyPairs().found().orElseThrow())
                .contains(new VmKeyPair("operations-NO1-RunPod", "NO1-RunPod"));
        assertThat(hyperstack.flavors("CANADA-1").found().orElseThrow())
                .filteredOn(flavor -> flavor.name().equals("n3-RTX-A4000x10"))
                .extracting(VmFlavor::gpu, VmFlavor::gpuCount, VmFlavor::stockAvailable)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("RTX-A4000", 10, true));
        assertThat(hyperstack.images("CANADA-1").found().orElseThrow())
                .extracting(VmImage::name)
                .hasSize(4)
                .contains("Debian 12");
        assertThat(hyperstack.images("MARS-1").found().orElseThrow()).isEmpty();
    }

    @Test
    void times_are_read_with_a_zone_and_without() {
        List<Vm> vms = IntStream.range(0, 3)
                .mapToObj(number -> create("training-" + number))
                .toList();

        assertThat(vms).extracting(Vm::createdAt).doesNotContainNull().hasSize(3);
        assertThat(Objects.requireNonNull(vms.getFirst().createdAt()))
                .isEqualTo(vms.getLast().createdAt());
    }

    private Firewall firewall() {
        return hyperstack
                .firewall(SimulatedVendors.FIREWALL)
                .found()
                .orElseThrow()
                .orElseThrow();
    }

    private Vm create(String name) {
        CreateVmRequest order = SimulatedVendors.order(name);
        CloudResult<Vm> answer = hyperstack.create(order);
        assertThat(answer.problem()).isEmpty();
        return answer.found().orElseThrow();
    }

    private Vm seen(long id) {
        return hyperstack.vm(id).found().orElseThrow().orElseThrow();
    }

    /** Lets everything through and counts. */
    private static class CountingLimiter implements RateLimiter {
        int asked;
        int exhausted;

        @Override
        public Permit acquire() {
            asked++;
            return new Permit.Granted(Duration.ZERO);
        }

        @Override
        public void onRateLimited() {
            exhausted++;
        }
    }
}
