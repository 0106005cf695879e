package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.audit.Json;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The pages that say what the fleet is, for whoever may look: NetBox against the pools, and the system. */
@BoardTest
class InventoryPagesTest {
    private static final String CHECK = "**/api/inventory-check";

    private final Visitors visitors;

    InventoryPagesTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static Locator row(Board board, String text) {
        return board.page().locator("tbody tr").filter(new FilterOptions().setHasText(text));
    }

    /** What the check would say otherwise. */
    private static void checkSays(Board board, Consumer<ObjectNode> change) {
        board.page().route(CHECK, route -> {
            var answer = route.fetch();
            var check = (ObjectNode) Json.MAPPER.readTree(answer.text());
            change.accept(check);
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(check.toString()));
        });
        board.visit("/inventory-check");
    }

    @Test
    void what_is_only_in_netbox_is_listed_for_a_viewer_too() {
        var board = visitors.viewer().visit("/inventory-check");

        assertThat(row(board, "CA1-SPARE-01")).containsText("inventory");
        assertThat(row(board, "CA1-CPU-01")).containsText("yes, in no pool");
        assertThat(board.page().locator(".check-facts")).containsText("Devices in NetBox");
    }

    @Test
    void a_check_without_netbox_says_so_and_shows_hosts_in_several_pools() {
        var board = visitors.operator();
        checkSays(board, check -> {
            check.remove("netbox_total");
            ((ObjectNode) check.path("netbox")).put("state", "OFF");
            check.putArray("only_in_netbox");
            check.withArray("in_several_pools")
                    .addObject()
                    .put("hostname", "TWICE-01")
                    .putArray("aggregates")
                    .add("L40-n3")
                    .add("L40-n3-spot");
        });

        assertThat(board.page().locator("main .banner")).containsText("NetBox is not set up here");
        assertThat(board.page().locator(".check-facts")).containsText("not known");
        assertThat(row(board, "TWICE-01")).containsText("L40-n3, L40-n3-spot");
    }

    @Test
    void agreement_is_said_and_a_check_that_fails_can_be_tried_again() {
        var board = visitors.operator();
        checkSays(board, check -> {
            check.putArray("only_in_netbox");
            check.putArray("only_in_columns");
            check.putArray("in_several_pools");
        });
        assertThat(board.page().getByText("NetBox and the pools agree.")).isVisible();

        board.page().unroute(CHECK);
        var asked = new AtomicInteger();
        board.page().route(CHECK, route -> {
            asked.incrementAndGet();
            route.fulfill(new FulfillOptions().setStatus(500));
        });
        board.visit("/inventory-check");
        assertThat(board.page().getByText("The check could not be read.")).isVisible();
        var before = asked.get();
        board.button("Try again").click();
        board.page().waitForCondition(() -> asked.get() > before);
        board.page().unroute(CHECK);
        // Unless the next snapshot has asked already, and the button is gone.
        board.page().evaluate("document.querySelector('.state-bad button')?.click()");
        assertThat(row(board, "CA1-SPARE-01")).isVisible();
    }

    @Test
    void the_system_names_its_cloud_its_sources_and_who_has_a_firewall() {
        var board = visitors.operator().visit("/system");

        assertThat(board.page().locator(".check-facts").first()).containsText("RegionOne");
        assertThat(row(board, "NetBox")).containsText("read");
        board.page().getByLabel("Number of the firewall").fill("971");
        board.press("Enter");
        assertThat(row(board, "ATTACHED").first()).isVisible();
        board.page().getByLabel("Number of the firewall").fill("12345");
        board.press("Enter");
        assertThat(board.page().getByText("The firewall could not be read.")).isVisible();
    }

    @Test
    void a_vm_that_lacks_its_firewall_is_shown_with_what_attaching_it_would_do() {
        var board = visitors.operator();
        board.page().route("**/api/hyperstack/firewalls/971", route -> {
            var answer = route.fetch();
            var firewall = (ObjectNode) Json.MAPPER.readTree(answer.text());
            firewall.putArray("missing")
                    .addObject()
                    .put("vm_id", 4711)
                    .put("name", "CA1-LACKING-01")
                    .put("status", "ACTIVE");
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(firewall.toString()));
        });
        board.visit("/system");
        board.page().getByLabel("Number of the firewall").fill("971");
        board.press("Enter");

        board.button("Attach the firewall to CA1-LACKING-01").click();

        var dialog = board.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Hyperstack shows no VM CA1-LACKING-01");
        assertThat(dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Attach").setExact(true)))
                .isDisabled();
    }
}
