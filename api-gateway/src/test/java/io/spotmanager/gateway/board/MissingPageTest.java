package io.spotmanager.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;

/** What a browser shows for an address that does not exist. */
@GatewayTest
class MissingPageTest {
    private static final String ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Gateway gateway;

    MissingPageTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_person_gets_a_page_and_not_json() {
        var reply = inABrowser(gateway.viewer()).get("/nope").is(404);

        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.text()).contains("/assets/board.js");
    }

    @Test
    void a_customer_gets_the_page_of_customers_for_what_exists_and_what_does_not() {
        var customer = inABrowser(gateway.customer());

        for (var address : new String[] {"/nope", "/board/L40", "/people"}) {
            assertThat(customer.get(address).is(404).text()).contains("/assets/app/customer.js");
        }
    }

    @Test
    void a_program_gets_a_problem() {
        assertThat(inABrowser(gateway.viewer()).get("/api/nope").is(404).header("Content-Type"))
                .startsWith("application/problem+json");
        assertThat(gateway.viewer().with("Accept", "*/*").get("/nope").is(404).header("Content-Type"))
                .startsWith("application/problem+json");
    }

    private static Caller inABrowser(Caller caller) {
        return caller.with("Accept", ACCEPT);
    }
}
