package io.spotmanager.system.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.spotmanager.system.harness.Demo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The demo and a Chromium, for the length of a test run. */
final class BoardHouse implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Demo demo;
    private final Playwright playwright = Playwright.create();
    private final Browser chromium = playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));

    /** By user: what a browser needs to be logged in as that user. */
    private final Map<String, String> sessions = new HashMap<>();

    BoardHouse() {
        this(readByEverySource(new Demo("board-" + ProcessHandle.current().pid())));
    }

    /** What a source has not said yet would still change the numbers of a page that is looked at. */
    private static Demo readByEverySource(Demo demo) {
        var api = demo.operator();
        await("a read of every source")
                .atMost(Board.PATIENCE)
                .until(() -> api.get("/api/snapshot")
                        .path("sources")
                        .valueStream()
                        .noneMatch(source -> source.path("state").asString().equals("UNREAD")));
        return demo;
    }

    /** @param demo closed with this */
    BoardHouse(Demo demo) {
        this.demo = demo;
        PlaywrightAssertions.setDefaultAssertionTimeout(Board.PATIENCE.toMillis());
    }

    Demo demo() {
        return demo;
    }

    Browser chromium() {
        return chromium;
    }

    /** Everybody logs in once: a password takes the gateway long on purpose. */
    String session(String user, UnaryOperator<String> logIn) {
        return sessions.computeIfAbsent(user, logIn);
    }

    @Override
    public void close() throws Exception {
        chromium.close();
        playwright.close();
        demo.close();
    }
}
