package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** People with log-ins of their own, and what they say to each other over the API. */
public final class Colleagues {
    public static final String EXECUTE = "/api/execute-migration";
    static final String BECAUSE = "{\"reason\": \"the customer has agreed\"}";
    private static final String PASSWORD = "seven grey herons wade";

    private final Gateway gateway;

    public Colleagues(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Somebody who has chosen a password. */
    public Caller person(String name, String role) {
        var first = gateway.admin()
                .post("/api/people", "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role))
                .is(201)
                .field("password");
        gateway.as(name, first)
                .post("/api/me/password", "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(first, PASSWORD))
                .is(204);
        return gateway.as(name, PASSWORD);
    }

    /** The same person at another gateway. */
    Caller at(Gateway other, String name) {
        return other.as(name, PASSWORD);
    }

    /** A token that somebody made. */
    Caller token(Caller admin, String name, String role) {
        return gateway.withToken(admin.post("/api/tokens", "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role))
                .is(201)
                .field("token"));
    }

    /** A move into a contract, which a second person has to approve. */
    static String intoContract(String host, String... more) {
        return Gateway.move(host, "L40-n3-spot", "Contract-GLOBEX-L40", more);
    }

    /** Asks for a move and returns the id of the request for approval. */
    static UUID asks(Caller who, String move) {
        return approvalOf(who.post(EXECUTE, move).is(202));
    }

    static UUID approvalOf(Reply reply) {
        return UUID.fromString(reply.field("approval"));
    }

    static Reply approves(Caller who, UUID approval) {
        return who.post(path(approval) + "/approve", BECAUSE);
    }

    static Reply declines(Caller who, UUID approval) {
        return who.post(path(approval) + "/decline", BECAUSE);
    }

    static Reply withdraws(Caller who, UUID approval) {
        return who.post(path(approval) + "/withdraw", "{}");
    }

    static String path(UUID approval) {
        return "/api/approvals/" + approval;
    }

    JsonNode approval(UUID id) {
        return gateway.viewer().get(path(id)).is(200).json();
    }

    String state(UUID id) {
        return approval(id).path("state").asString();
    }

    public List<String> operations() {
        return gateway.viewer().get("/api/operations").is(200).each("id");
    }

    /** What the security log has of requests for approval, oldest first. */
    List<String> recorded() {
        return gateway.admin()
                .get("/api/security-log?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("event").asString().startsWith("APPROVAL_"))
                .map(entry -> "%s by %s"
                        .formatted(
                                entry.path("event").asString(),
                                entry.path("actor").asString("nobody")))
                .toList()
                .reversed();
    }
}
