package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lines of docs/webhooks.md accept what a gateway sends, and nothing else. They are another implementation, in another language. */
@GatewayTest
@Timeout(60)
class WebhookRecipeTest {
    private static final Pattern RECIPE = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    private final Gateway gateway;

    WebhookRecipeTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void the_recipe_accepts_what_is_sent_and_refuses_what_was_changed_or_kept() throws Exception {
        assumeThat(hasPython()).as("python3 is installed").isTrue();
        try (var receiver = new Receiver()) {
            var secret = gateway.admin()
                    .with("Content-Type", "application/json")
                    .send("PUT", "/api/webhooks/ops", """
                    {"url": "%s", "events": ["host.drift"]}""".formatted(receiver.url()))
                    .is(200)
                    .field("secret");
            var second = gateway.admin()
                    .post("/api/webhooks/ops/rotate-secret", "")
                    .is(200)
                    .field("secret");
            gateway.admin().post("/api/webhooks/ops/test", "").is(200);
            var taken = receiver.taken().getFirst();
            var kept = Long.parseLong(taken.header("webhook-timestamp")) + 301;

            assertThat(verified(secret, taken, taken.body(), "")).isEqualTo("True");
            assertThat(verified(second, taken, taken.body(), "")).isEqualTo("True");
            assertThat(verified(Signature.newSecret(), taken, taken.body(), "")).isEqualTo("False");
            assertThat(verified(secret, taken, taken.body() + " ", "")).isEqualTo("False");
            assertThat(verified(secret, taken, taken.body(), ", now=%d".formatted(kept)))
                    .isEqualTo("False");
        }
    }

    private static String verified(String secret, Receiver.Taken taken, String body, String more) throws Exception {
        var recipe = RECIPE.matcher(Files.readString(Path.of("../docs/webhooks.md")));
        assertThat(recipe.find()).as("docs/webhooks.md has the recipe").isTrue();
        var script = Files.createTempFile("verify", ".py");
        Files.writeString(script, recipe.group(1) + """
                headers = dict(zip(["webhook-id", "webhook-timestamp", "webhook-signature"], sys.argv[2:5]))
                print(verified(sys.argv[1], headers, sys.stdin.buffer.read()%s))
                """.formatted(more));
        var python = new ProcessBuilder(
                        "python3",
                        script.toString(),
                        secret,
                        taken.header("webhook-id"),
                        taken.header("webhook-timestamp"),
                        taken.header("webhook-signature"))
                .redirectErrorStream(true)
                .start();
        try (var stdin = python.getOutputStream()) {
            stdin.write(body.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        python.waitFor();
        Files.delete(script);
        return said;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
