package io.spotmanager.gateway.reservations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reservations as people make them over the API, and the time that passes for them. */
final class Planner {
    static final String EXECUTE = "/api/execute-migration";
    static final String BECAUSE = "{\"reason\": \"the customer asked for it\"}";
    private static final String PASSWORD = "seven grey herons wade";

    private final Gateway gateway;

    Planner(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Somebody who has chosen a password. */
    Caller person(String name, String role) {
        var first = gateway.admin()
                .post("/api/people", "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role))
                .is(201)
                .field("password");
        gateway.as(name, first)
                .post("/api/me/password", "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(first, PASSWORD))
                .is(204);
        return gateway.as(name, PASSWORD);
    }

    /** A move out of spot. @param more further members, each with a comma in front */
    static String move(String host, String... more) {
        return Gateway.move(host, "L40-n3-spot", "L40-n3", more);
    }

    static String field(String name, Instant time) {
        return ", \"%s\": \"%s\"".formatted(name, time);
    }

    static Instant in(long seconds) {
        return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
    }

    static UUID reservationOf(Reply reply) {
        return UUID.fromString(reply.is(202).field("reservation"));
    }

    static String path(UUID id) {
        return "/api/reservations/" + id;
    }

    JsonNode seen(UUID id) {
        return gateway.viewer().get(path(id)).is(200).json();
    }

    String state(UUID id) {
        return seen(id).path("state").asString();
    }

    String stateOfReturn(UUID id) {
        return seen(id).at("/return/state").asString();
    }

    List<String> operations() {
        return gateway.viewer().get("/api/operations").is(200).each("id");
    }

    /** Its time comes: that of the request, not that of its return. */
    void comes(UUID id) {
        gateway.tamper("""
                update reservation set begins_at = clock_timestamp() - interval '1 second', look_at = clock_timestamp()
                where id = '%s'""".formatted(id));
    }

    /** The time of its return comes. */
    void returns(UUID id) {
        gateway.tamper("""
                update reservation set begins_at = clock_timestamp() - interval '1 second', look_at = clock_timestamp()
                where returns = '%s'""".formatted(id));
    }

    /** The time in which it could begin is over. */
    void passes(UUID id) {
        gateway.tamper("""
                update reservation
                set begins_at = clock_timestamp() - interval '2 seconds', latest_at = clock_timestamp(), look_at = clock_timestamp()
                where id = '%s'""".formatted(id));
    }

    void awaits(UUID id, String state) {
        await("the reservation is " + state)
                .atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(state(id)).as("%s", seen(id)).isEqualTo(state));
    }

    void awaitsReturn(UUID id, String state) {
        await("the return is " + state)
                .atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(stateOfReturn(id)).as("%s", seen(id)).isEqualTo(state));
    }

    /** What the security log has of reservations and windows, oldest first. */
    List<String> recorded() {
        return gateway.admin()
                .get("/api/security-log?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("event").asString().startsWith("RESERVATION_")
                        || entry.path("event").asString().startsWith("WINDOW_"))
                .map(entry -> "%s by %s"
                        .formatted(
                                entry.path("event").asString(),
                                entry.path("actor").asString("nobody")))
                .toList()
                .reversed();
    }
}
