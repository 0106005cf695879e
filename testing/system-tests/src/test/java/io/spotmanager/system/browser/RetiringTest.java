package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.VendorView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** From a RunPod VM to a host without it: launched or adopted, rented or not. */
class RetiringTest {
    private static final String POOL = "-n3-runpod";
    private static final List<String> STEPS = List.of(
            "wait until unlisted",
            "delete unless rented",
            "delete VM",
            "remove machine",
            "verify that nothing is left",
            "check the move",
            "remove host",
            "add host",
            "verify placement");

    private static BoardHouse house;

    private Visitors visitors;
    private String host;
    private String type;
    private Board board;

    /** The only demo in which an admin has a password. */
    @BeforeAll
    static void open() {
        house = new BoardHouse(Demo.with("retirements", Map.of("SPOT_ADMIN_PASSWORD", Demo.PASSWORD)));
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    void findAnEmptyHost() {
        visitors = new Visitors(house);
        visitors.cloud().hurry();
        host = visitors.emptyRunPodHost();
        type = visitors.cloud().poolsOf(host).getFirst().replace(POOL, "");
        board = visitors.operator();
    }

    @AfterEach
    void leave(TestInfo test) {
        visitors.leave(test.getDisplayName(), false);
    }

    private void launchVm() {
        visitors.awaitEnd(visitors.api().launch(host, false));
        awaitVm();
    }

    /** As those of the tool before: named like the host, and without a label. */
    private void bootVmOfAStranger() {
        var flavor = "n3-%sx%d"
                .formatted(type, visitors.api().host(host).path("gpu_capacity").asInt());
        visitors.cloud().strangerBoots(host, flavor);
        await("the VM in Nova")
                .atMost(Board.PATIENCE)
                .until(() -> vm().serverId() != null && vm().status().equals("ACTIVE"));
        visitors.api().refresh();
        awaitVm();
    }

    private void awaitVm() {
        await("a host with a VM")
                .atMost(Board.PATIENCE)
                .until(() -> visitors.api().host(host).path("has_vms").asBoolean());
    }

    private VendorView.Vm vm() {
        return visitors.cloud().vendors().vms().stream()
                .filter(vm -> vm.name().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private void chooseInMenuOf(Board visitor, String entry) {
        visitor.open(type);
        visitor.card(host, type + POOL).focus();
        visitor.press(".");
        visitor.menuItem(entry).click();
    }

    private Locator dialog() {
        return board.page().locator("dialog[open]");
    }

    private Locator refusal() {
        return dialog().locator(".checks [data-result=REFUSED]");
    }

    private Locator state() {
        return board.page().locator(".state-big");
    }

    private Locator cause() {
        return board.page().locator(".op-cause").first();
    }

    /** Sends what the dialog shows, and follows it to the page of its operation. */
    private void send(String button) {
        dialog().getByLabel("Reason").fill("asked by a test");
        board.button(button).click();
        board.button("Show").click();
    }

    private void retire() {
        chooseInMenuOf(board, "Retire RunPod VM");
        send("Retire the VM");
    }

    private void assertNothingIsLeft() {
        var vendors = visitors.cloud().vendors();
        assertThat(vendors.vms()).extracting(VendorView.Vm::name).doesNotContain(host);
        assertThat(vendors.machines())
                .extracting(VendorView.Machine::name)
                .noneMatch(name -> name.equals(host) || name.startsWith(host + "-"));
        assertThat(visitors.cloud().fleet().host(host).empty()).isTrue();
    }

    @Test
    void a_launched_vm_is_retired_step_by_step_and_its_host_is_in_the_pool_that_was_chosen() {
        launchVm();
        var target = type + "-n3";

        chooseInMenuOf(board, "Retire RunPod VM");
        dialog().getByLabel("Where %s goes once its VM is gone".formatted(host)).selectOption(target);
        assertThat(dialog().locator(".commands")).containsText("aggregate add host %s %s".formatted(target, host));
        send("Retire the VM");

        assertThat(state()).hasText("Succeeded");
        assertThat(board.page().locator(".op-route"))
                .hasText("Retire and move from %s to %s".formatted(type + POOL, target));
        STEPS.forEach(step -> assertThat(board.page().locator(".stage[data-step='%s']".formatted(step)))
                .hasAttribute("data-state", "done"));
        assertNothingIsLeft();
        assertThat(visitors.cloud().poolsOf(host)).containsExactly(target);
        assertThat(board.open(type).card(host, target)).isVisible();
    }

    @Test
    void a_vm_that_no_launch_made_is_refused_with_the_way_out_that_only_an_admin_has() {
        bootVmOfAStranger();

        chooseInMenuOf(board, "Retire RunPod VM");

        assertThat(refusal()).containsText("nothing proves that it is ours");
        assertThat(refusal()).containsText("An administrator has to take it over before it can be retired.");
        assertThat(dialog()).not().containsText("/api/");
        assertThat(board.button("Retire the VM")).isDisabled();
        assertThat(board.button("Adopt VM …")).hasCount(0);

        board = visitors.admin();
        chooseInMenuOf(board, "Retire RunPod VM");
        board.button("Adopt VM …").click();
        assertThat(board.button("Adopt the VM")).isEnabled();
    }

    @Test
    void an_adoption_with_a_wrong_machine_is_refused_and_with_the_right_one_the_vm_is_retired() {
        bootVmOfAStranger();
        visitors.cloud().rent(host, 0);
        var machine = visitors.cloud().vendors().machines().stream()
                .filter(each -> each.name().equals(host))
                .map(VendorView.Machine::id)
                .findFirst()
                .orElseThrow();
        board = visitors.admin();

        adopt("no id!");
        assertThat(dialog().getByRole(AriaRole.ALERT))
                .containsText("machine_id must be the id of the machine in RunPod's console");

        enterMachine("no-such-machine");
        board.button("Adopt the VM").click();
        board.button("Show").click();
        assertThat(state()).hasText("Rejected");
        assertThat(cause()).containsText("RunPod shows no machine no-such-machine.");
        assertThat(cause()).containsText("leave machine_id out if it has none");

        adopt(machine);
        board.button("Show").click();
        assertThat(state()).hasText("Succeeded");

        retire();
        assertThat(state()).hasText("Succeeded");
        assertNothingIsLeft();
    }

    private void adopt(String machine) {
        chooseInMenuOf(board, "Adopt VM");
        assertThat(dialog().locator(".places")).containsText(String.valueOf(vm().id()));
        enterMachine(machine);
        dialog().getByLabel("Reason").fill("asked by a test");
        board.button("Adopt the VM").click();
    }

    private void enterMachine(String machine) {
        dialog().getByLabel("Id of the machine in RunPod's console").fill(machine);
    }

    @Test
    void a_rented_vm_is_kept_until_nobody_rents_it_or_whoever_rents_it_is_evicted() {
        launchVm();
        visitors.cloud().rent(host, 2);

        retire();
        assertThat(state()).hasText("Rejected");
        assertThat(cause()).containsText("RunPod shows 2 rented GPUs");

        chooseInMenuOf(board, "Retire RunPod VM");
        dialog().getByLabel("Wait until nobody rents it").check();
        send("Retire the VM");
        assertThat(cause()).containsText("RunPod shows 2 rented GPUs");
        assertThat(board.page().locator(".op-facts")).containsText("Waits until");
        board.button("Keep the VM %s (id %d)".formatted(host, vm().id())).click();
        dialog().getByLabel("Reason").fill("asked by a test");
        dialog().locator("button[type=submit]").click();
        assertThat(state()).hasText("Rolled back");
        assertThat(vm().status()).isEqualTo("ACTIVE");

        chooseInMenuOf(board, "Retire RunPod VM");
        dialog().getByLabel("Confirm: whoever rents it is evicted").check();
        send("Retire the VM");
        assertThat(state()).hasText("Succeeded");
        assertNothingIsLeft();
    }
}
