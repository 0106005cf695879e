package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.FleetView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each view shows, to whom, and under which address. */
@BoardTest
class ViewsTest {
    private final Visitors visitors;

    ViewsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    @Test
    void a_link_to_a_view_leads_through_the_login_page_back_to_it() {
        var page =
                visitors.stranger().visit("/operations?kind=migration&q=demand").page();
        assertThat(page).hasURL(Pattern.compile(".*/login\\?next=.*"));

        page.getByLabel("User").fill("operator");
        page.getByLabel("Password").fill("wrong");
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Wrong user or password.");

        page.getByLabel("Password").fill(Demo.PASSWORD);
        page.getByRole(AriaRole.BUTTON).click();
        assertThat(page).hasURL(Pattern.compile(".*/operations\\?kind=migration&q=demand"));
        assertThat(page.locator(".chip")).hasText(new String[] {"kind:migration", "text:demand"});
    }

    @Test
    void a_link_that_leads_elsewhere_does_not_leave_the_board_after_the_login() {
        var page = visitors.stranger()
                .visit("/login?next=https://example.org/board")
                .page();

        page.getByLabel("User").fill("viewer");
        page.getByLabel("Password").fill(Demo.PASSWORD);
        page.getByRole(AriaRole.BUTTON).click();

        assertThat(page).hasURL(Pattern.compile("^http://127\\.0\\.0\\.1:\\d+/board.*"));
    }

    @Test
    void a_viewer_sees_the_fleet_and_nothing_to_act_with() {
        var move = visitors.freeMove();
        var board = visitors.viewer().open(move.gpuType());

        board.drag(move.host(), move.targetAggregate());
        assertThat(board.page().locator(".ghost, .card-plan")).hasCount(0);
        board.card(move.host()).focus();
        board.press("m", "c");
        assertThat(board.page().locator(".keyboard-move")).hasCount(0);
        assertThat(board.page().locator("#panel")).isHidden();
        board.press(".");
        assertThat(board.menuItem("VMs and details")).isVisible();
        assertThat(board.page().locator(".menu")).not().containsText("Move to");
        board.press("Escape");
        assertThat(board.page().locator(".btn-panel").filter(new Locator.FilterOptions().setHasText("Cart")))
                .hasCount(0);
    }

    @Test
    void a_viewer_watches_an_operation_without_buttons() {
        var move = visitors.freeMove();
        visitors.cloud().play(1, Fault.of("html-503").onAdding(move.host()));
        var id = visitors.api().move(move);
        var board = visitors.viewer().visit("/operations/" + id);
        var operator = visitors.operator().visit("/operations/" + id);

        assertThat(operator.button("Add to " + move.targetAggregate())).isVisible();
        assertThat(board.page().locator(".timeline")).containsText("Add host");
        assertThat(board.page().locator(".op-actions button")).hasCount(0);
        visitors.cloud().behave();
        visitors.awaitEnd(id);
    }

    @Test
    void the_vms_of_a_host_have_an_address_of_their_own() {
        var host = visitors.cloud().fleet().hosts().stream()
                .filter(each -> !each.empty() && each.aggregates().stream().anyMatch(pool -> pool.endsWith("-n3")))
                .findFirst()
                .orElseThrow();
        var board = visitors.operator().visit("/board/%s?vms=%s".formatted(gpuType(host), host.host()));

        var dialog = board.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText(host.host());
        assertThat(dialog.locator("tbody tr")).hasCount(host.servers().size());
        assertThat(dialog.locator(".facts")).containsText("GPUs");
        board.press("Escape");
        assertThat(board.page()).not().hasURL(Pattern.compile(".*vms=.*"));
    }

    @Test
    void back_and_forward_close_and_open_the_dialog_of_a_host_and_never_two() {
        var move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        var dialog = board.page().locator("dialog");
        board.card(move.host()).focus();
        board.press("Enter");
        assertThat(dialog).containsText(move.host());

        board.page().goBack();
        assertThat(dialog).hasCount(0);
        board.page().goForward();
        assertThat(dialog).containsText(move.host());
        var other = board.page().locator(".card[data-key]").last().getAttribute("data-host");
        board.page()
                .evaluate(
                        "host => { history.pushState(null, '', '?vms=' + host); dispatchEvent(new PopStateEvent('popstate')) }",
                        other);
        assertThat(dialog).hasCount(1);
        assertThat(dialog).containsText(other);
        board.page().goBack();
        assertThat(dialog).hasCount(1);
        assertThat(dialog).containsText(move.host());
    }

    @Test
    void keys_without_ctrl_can_be_switched_off_for_good() {
        var board = visitors.operator().visit("/operations");
        assertThat(board.linkState()).hasText("Live");
        board.press("?");
        board.page().locator("dialog input[type=checkbox]").uncheck();
        board.press("Escape", "l");
        assertThat(board.page().locator("#panel")).isHidden();

        board.page().reload();
        assertThat(board.linkState()).hasText("Live");
        board.press("l", "Control+k");
        assertThat(board.page().locator("#search")).isFocused();
        assertThat(board.page().locator("#panel")).isHidden();
    }

    private static String gpuType(FleetView.Host host) {
        return host.aggregates().getFirst().replaceAll("-n3.*", "");
    }

    @Test
    void a_customer_sees_contracts_with_vms_and_nothing_about_owners() {
        var host = contractHost();
        var board = visitors.operator();
        var contract = host.aggregates().getFirst();
        board.visit("/contracts?show=" + contract);

        assertThat(board.page()
                        .locator(".contract-host")
                        .filter(new Locator.FilterOptions().setHasText(host.host()))
                        .locator(".contract-vms li"))
                .hasCount(host.servers().size());
        var tenants = ownersOf(board, contract);
        assertThat(tenants).as("owners and tenants that the API told").isNotEmpty();
        var text = board.page().locator("body").innerText();
        assertThat(tenants).allSatisfy(tenant -> assertThat(text).doesNotContain(tenant));
        assertThat(board.page().locator(".top-nav")).isHidden();
        assertThat(board.page().locator(".search")).isHidden();
        assertThat(board.page().locator("select")).hasCount(0);
        board.press("g", "b");
        assertThat(board.page()).hasURL(Pattern.compile(".*/contracts.*"));
    }

    private static List<String> ownersOf(Board board, String contract) {
        return values("gpu_type", board, "/api/gpu-types").stream()
                .map(type -> "/api/contract-aggregates/" + type)
                .filter(pools -> values("name", board, pools).contains(contract))
                .flatMap(pools -> values("tenant|owner_group", board, pools).stream())
                .toList();
    }

    private static List<String> values(String field, Board board, String path) {
        var answer = board.page().request().get(path);
        return Pattern.compile("\"(?:%s)\":\"([^\"]+)\"".formatted(field))
                .matcher(answer.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private FleetView.Host contractHost() {
        return visitors.cloud().fleet().hosts().stream()
                .filter(host ->
                        !host.empty() && host.aggregates().stream().anyMatch(pool -> pool.startsWith("Contract-ACME")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_history_is_filtered_by_its_address_and_exported_as_it_is_shown() {
        var move = visitors.freeMove();
        visitors.awaitEnd(visitors.api().move(move));
        var board = visitors.operator().visit("/operations?state=SUCCEEDED&host=" + move.host());

        var rows = board.page().locator(".history tbody tr");
        assertThat(rows.first()).containsText(move.host());
        assertThat(rows.first()).containsText("Succeeded");
        var csv =
                board.page().waitForDownload(() -> board.page().getByText("CSV").click());
        assertThat(read(csv.path())).contains(move.host()).startsWith("id,");
        rows.first().locator("a").click();
        assertThat(board.page()).hasURL(Pattern.compile(".*/operations/[0-9a-f-]{36}"));
        var json = board.page()
                .waitForDownload(() -> board.page().getByText("JSON").click());
        assertThat(read(json.path())).contains("\"steps\"").contains(move.targetAggregate());
        board.page().goBack();
        assertThat(rows.first()).containsText(move.host());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_call_is_in_the_command_log_and_every_kind_in_the_analytics() {
        var move = visitors.freeMove();
        visitors.awaitEnd(visitors.api().move(move));
        var board = visitors.operator().visit("/commands?host=" + move.host());

        assertThat(board.page().locator(".log"))
                .containsText("openstack aggregate add host %s %s".formatted(move.targetAggregate(), move.host()));
        board.visit("/analytics");
        var moves = board.page().locator(".kind").filter(new Locator.FilterOptions().setHasText("Migration"));
        assertThat(moves.locator(".chart-bar").first()).isVisible();
        assertThat(moves.locator(".grid-table tbody")).containsText("Add host");
        assertThat(moves.locator("table.visually-hidden").first()).containsText("succeeded");
    }

    @Test
    void the_search_finds_a_host_and_puts_it_under_the_cursor() {
        var move = visitors.freeMove();
        var board = visitors.operator().visit("/operations");
        assertThat(board.linkState()).hasText("Live");

        board.press("/");
        board.page().keyboard().type(move.host());
        assertThat(board.page()
                        .getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(move.host()))
                        .first())
                .isVisible();
        board.press("ArrowDown", "Enter");

        assertThat(board.card(move.host())).isFocused();
        board.visit("/search?q=" + move.host());
        assertThat(board.page()
                        .getByRole(
                                AriaRole.LINK,
                                new GetByRoleOptions().setName(move.host()).setExact(true)))
                .isVisible();
    }

    @Test
    void what_is_not_there_and_what_does_not_answer_is_said_where_it_is_missed() {
        var board = visitors.operator().visit("/board/GTX-480");
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("GTX-480 is not sold here");

        board.visit("/operations/00000000-0000-0000-0000-000000000000");
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("There is no operation");

        board.visit("/operations?q=no-such-word-anywhere");
        assertThat(board.page().locator(".page-state")).containsText("No operation matches these filters");

        board.page().route("**/api/command-log**", route -> route.abort());
        board.visit("/commands");
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("The gateway does not answer");
    }

    @Test
    void a_session_that_has_ended_is_said_and_the_cart_is_kept() {
        var move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        board.drag(move.host(), move.targetAggregate());
        assertThat(board.cart().item(move.host())).containsText("Allowed");

        board.page().context().clearCookies();
        board.visit("/board/" + move.gpuType());
        assertThat(board.page()).hasURL(Pattern.compile(".*/login.*"));
        board.page().getByLabel("User").fill("operator");
        board.page().getByLabel("Password").fill(Demo.PASSWORD);
        board.page().getByRole(AriaRole.BUTTON).click();

        assertThat(board.cart().item(move.host())).containsText("Allowed");
    }
}
