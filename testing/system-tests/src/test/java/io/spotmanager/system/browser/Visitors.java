package io.spotmanager.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.FleetView;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.SimulatedCloud;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** People in front of the board, each in a browser of their own. */
final class Visitors {
    private static final Path SCREENSHOTS = Path.of("target/browser");
    static final int WIDTH = 1440;
    static final int HEIGHT = 900;

    private final BoardHouse house;
    private final List<BrowserContext> browsers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Client api;
    private final SimulatedCloud cloud;
    private ColorScheme theme = ColorScheme.LIGHT;

    Visitors(BoardHouse house) {
        this.house = house;
        this.api = house.demo().operator();
        this.cloud = house.demo().cloud();
    }

    Client api() {
        return api;
    }

    SimulatedCloud cloud() {
        return cloud;
    }

    URI address() {
        return house.demo().address();
    }

    /** Whether the board offers the host, as NetBox and Nova let it. */
    boolean isAvailable(String host) {
        return api.host(host).path("status").asString().equals("AVAILABLE");
    }

    void awaitEnd(UUID operation) {
        await("the end of " + operation)
                .atMost(Board.PATIENCE)
                .until(() -> api.operation(operation).over());
    }

    /** Moves of empty hosts that nothing holds and that are for sale. */
    Stream<Move> freeMoves() {
        var fleet = cloud.fleet();
        var held = api.heldHosts();
        var outOfStock = api.get("/api/out-of-stock")
                .path("hosts")
                .valueStream()
                .map(host -> host.path("hostname").asString())
                .collect(Collectors.toSet());
        return fleet.possibleMoves().stream()
                .filter(move -> fleet.host(move.host()).empty())
                .filter(move -> !held.contains(move.host()) && !outOfStock.contains(move.host()));
    }

    /** As many of one GPU type, out of one pool into another. */
    List<Move> freeMoves(int count) {
        return freeMoves()
                .collect(Collectors.groupingBy(Move::sourceAggregate, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(moves -> moves.size() >= count)
                .findFirst()
                .orElseThrow()
                .subList(0, count);
    }

    Move freeMove() {
        return freeMoves(1).getFirst();
    }

    /** A host on which a VM may be launched; if there is none, one is moved into a pool for RunPod. */
    String emptyRunPodHost() {
        return cloud.fleet().hosts().stream()
                .filter(FleetView.Host::empty)
                .filter(host -> host.aggregates().stream().anyMatch(pool -> pool.endsWith("-n3-runpod")))
                .map(FleetView.Host::host)
                .filter(this::isAvailable)
                .findFirst()
                .orElseGet(this::moveOneToRunPod);
    }

    private String moveOneToRunPod() {
        var move = freeMove();
        awaitEnd(api.move(move.to(move.elsewhere())));
        return move.host();
    }

    /** The theme of the systems of those who come from now on. */
    Visitors inTheme(ColorScheme theme) {
        this.theme = theme;
        return this;
    }

    Board operator() {
        return loggedIn("operator", house.demo().address());
    }

    /** Somebody else who may do what an operator may; where the demo has a password for the user. */
    Board admin() {
        return loggedIn("admin", house.demo().address());
    }

    /** An operator in front of a tablet. */
    Board operatorWithFingers() {
        var browser = browser(options(house.demo().address())
                .setStorageState(session("operator"))
                .setHasTouch(true)
                .setViewportSize(1180, 820));
        return board(browser);
    }

    Board viewer() {
        return loggedIn("viewer", house.demo().address());
    }

    /** An operator whose connection goes through something. */
    Board operatorThrough(URI address) {
        return loggedIn("operator", address);
    }

    Board stranger() {
        var address = house.demo().address();
        return board(browser(options(address)));
    }

    private Board loggedIn(String user, URI address) {
        return board(browser(options(address).setStorageState(session(user))));
    }

    private String session(String user) {
        return house.session(user, this::logIn);
    }

    /** @return the cookies of somebody who is logged in; they count for every port of the machine */
    private String logIn(String user) {
        var address = house.demo().address();
        try (var browser = house.chromium().newContext(options(address))) {
            var http = browser.request();
            http.get("/login");
            var token = browser.cookies().stream()
                    .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                    .findFirst()
                    .orElseThrow();
            var answer = http.post(
                    "/login",
                    RequestOptions.create()
                            .setHeader("X-CSRF-TOKEN", token.value)
                            .setForm(FormData.create().set("username", user).set("password", Demo.PASSWORD)));
            assertThat(answer.url()).as("where the login of %s led", user).doesNotContain("/login");
            return browser.storageState();
        }
    }

    private NewContextOptions options(URI address) {
        return new NewContextOptions()
                .setBaseURL(address.toString())
                .setColorScheme(theme)
                .setViewportSize(WIDTH, HEIGHT);
    }

    private BrowserContext browser(NewContextOptions options) {
        var browser = house.chromium().newContext(options);
        browser.setDefaultTimeout(Board.PATIENCE.toMillis());
        browsers.add(browser);
        return browser;
    }

    private Board board(BrowserContext browser) {
        var page = browser.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return new Board(page);
    }

    /** Closes all browsers; a page that complained in its console fails the test. */
    void leave(String test, boolean failed) {
        for (var browser : browsers) {
            for (var page : failed ? browser.pages() : List.<Page>of()) {
                page.screenshot(
                        new ScreenshotOptions().setPath(SCREENSHOTS.resolve(test.replaceAll("\\W+", "-") + ".png")));
            }
            browser.close();
        }
        assertThat(complaints).as("errors in the browsers' consoles").isEmpty();
    }
}
