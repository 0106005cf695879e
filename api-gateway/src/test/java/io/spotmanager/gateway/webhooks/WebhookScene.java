package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A receiver on this machine, a gateway that sends when it is told to, and an admin who sets webhooks. */
abstract class WebhookScene {
    static final String OPS = "/api/webhooks/ops";
    static final String BOTH = "\"operation.needs-operator\", \"webhook.disabled\"";

    final Gateway gateway;
    final Receiver receiver = new Receiver();
    final Sender sender;

    WebhookScene(Gateway gateway) {
        this.gateway = gateway;
        this.sender = new Sender(gateway);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    static String body(String url, String events, String... more) {
        return """
                {"url": "%s", "events": [%s]%s}""".formatted(url, events, String.join("", more));
    }

    Reply sets(Caller who, String path, String body) {
        return who.with("Content-Type", "application/json").send("PUT", path, body);
    }

    /** @return its secret */
    String made(String name, Receiver to, String events, String... more) {
        return sets(gateway.admin(), "/api/webhooks/" + name, body(to.url(), events, more))
                .is(200)
                .field("secret");
    }

    UUID stuck(String host) {
        var operation = gateway.acceptedMoveOf(host);
        gateway.worker().getsStuckWith(operation);
        return operation;
    }

    List<JsonNode> deliveries(String name) {
        return gateway.admin()
                .get("/api/webhooks/%s/deliveries".formatted(name))
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode webhook(String name) {
        return gateway.admin().get("/api/webhooks/" + name).is(200).json();
    }

    /** As the specification says it, and by nothing of the code under test. */
    static String signature(String secret, Receiver.Taken taken) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        var signed = taken.header("webhook-id") + "." + taken.header("webhook-timestamp") + "." + taken.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    List<String> recorded() {
        return gateway.admin()
                .get("/api/security-log?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("event").asString().startsWith("WEBHOOK"))
                .map(entry -> "%s by %s"
                        .formatted(
                                entry.path("event").asString(),
                                entry.path("actor").isString()
                                        ? entry.path("actor").asString()
                                        : ""))
                .toList()
                .reversed();
    }
}
