package io.spotmanager.gateway.reservations;

import static io.spotmanager.gateway.reservations.Planner.BECAUSE;
import static io.spotmanager.gateway.reservations.Planner.EXECUTE;
import static io.spotmanager.gateway.reservations.Planner.move;
import static io.spotmanager.gateway.reservations.Planner.path;
import static io.spotmanager.gateway.reservations.Planner.reservationOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** An admin keeps the maintenance windows, and operators reserve in them. */
@GatewayTest
@Timeout(60)
class WindowTest {
    private static final String NIGHT = "/api/windows/night";

    private final Gateway gateway;
    private final Planner planner;

    WindowTest(Gateway gateway) {
        this.gateway = gateway;
        this.planner = new Planner(gateway);
    }

    private Reply set(String body) {
        return gateway.admin().with("Content-Type", "application/json").send("PUT", NIGHT, body);
    }

    private static String hours(String begins, String ends) {
        return """
                {"weekdays": ["sat", "sun"], "begins": "%s", "ends": "%s", "zone": "Europe/Oslo"}""".formatted(begins, ends);
    }

    @Test
    void an_admin_sets_a_window_and_a_reservation_begins_in_it() {
        set(hours("02:00", "04:00")).is(200);
        set(hours("02:00", "05:00")).is(200);
        gateway.readsTheCloud();

        var id = reservationOf(gateway.operator()
                .post(EXECUTE, move(gateway.cloud().emptyHostOf("L40-n3-spot"), ", \"window\": \"night\"")));

        var window = gateway.viewer().get(NIGHT).is(200).json();
        var next = window.path("next");
        assertThat(window.path("weekdays").valueStream().map(JsonNode::asString))
                .containsExactly("sat", "sun");
        assertThat(planner.seen(id).path("window").asString()).isEqualTo("night");
        assertThat(planner.seen(id).path("latest_at").asString())
                .isEqualTo(next.path("to").asString());
        assertThat(window.path("open_reservations").asInt()).isOne();
        assertThat(gateway.viewer().get("/api/windows").each("name")).containsExactly("night");

        // Not without a word.
        gateway.admin()
                .send("DELETE", NIGHT, "")
                .isProblem(409, "window-in-use")
                .says(id.toString());
        gateway.admin().send("DELETE", NIGHT + "?reservations=maybe", "").isProblem(400, "invalid-request");
        gateway.admin().send("DELETE", NIGHT + "?reservations=keep", "").is(204);
        assertThat(planner.state(id)).isEqualTo("PLANNED");
        gateway.viewer().get(NIGHT).isProblem(404, "not-found");
        gateway.operator().post(path(id) + "/cancel", BECAUSE).is(200);
        assertThat(planner.recorded())
                .startsWith("WINDOW_SET by admin", "WINDOW_SET by admin", "RESERVATION_MADE by operator")
                .contains("WINDOW_DELETED by admin");
    }

    @Test
    void every_field_that_is_wrong_is_named_with_what_would_be_right() {
        var reply = set("{\"weekdays\": [], \"begins\": \"2:00\", \"ends\": \"25:00\", \"zone\": \"Oslo\"}")
                .isProblem(400, "invalid-request");

        assertThat(reply.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly("weekdays", "begins", "ends", "zone");
        assertThat(reply.detail())
                .contains(
                        "begins is '2:00' and must be a time of the day, such as 02:00",
                        "zone is 'Oslo' and must be a time zone as IANA names it, such as Europe/Oslo");
        set("{\"weekdays\": [\"someday\"]}").isProblem(400, "invalid-request").blames("weekdays");
    }
}
