package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At every vendor: what a proxy changed or cut is no list, and what only looks strange is one. */
class WholeAnswersTest {

    /** What happened on the way to a list that the vendor would have given. */
    private enum Spoiled {
        PART(206, text -> text),
        CHANGED(203, text -> text),
        NOTHING_BELOW_A_204(204, _ -> ""),
        TWICE(200, text -> text + text),
        WITH_A_PAGE_BEHIND(200, text -> text + "<!-- served by proxy -->"),
        CUT(200, text -> text.substring(0, text.length() - 1)),
        WEB_PAGE(200, _ -> "<html><title>Down for maintenance</title></html>"),
        A_LIST(200, text -> "[" + text + "]"),
        NOTHING(200, _ -> ""),
        NULL(200, _ -> "null"),
        EMPTY(200, _ -> "{}"),
        SECOND_LIST(200, WholeAnswersTest::withSecondList);

        private final int status;
        private final UnaryOperator<String> change;

        Spoiled(int status, UnaryOperator<String> change) {
            this.status = status;
            this.change = change;
        }
    }

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_list_that_did_not_arrive_as_it_was_sent_is_unclear(Spoiled spoiled) {
        for (Vendor vendor : Vendor.values()) {
            server.then(spoiled.status, spoiled.change.apply(vendor.goodList));

            assertThat(read(vendor)).as(vendor.word).isInstanceOf(Indeterminate.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_list_after_a_byte_order_mark_and_with_a_strange_type_is_the_list(Vendor vendor) {
        server.then(200, "\uFEFF" + vendor.goodList, Map.of("Content-Type", "text/plain"));

        assertThat(vendor.list(server.url()).ok()).isTrue();
    }

    /** NetBox is asked for two lists at once, and both get the last answer. */
    private CloudResult<?> read(Vendor vendor) {
        return vendor.list(server.url());
    }

    private static String withSecondList(String text) {
        for (String key : new String[] {"\"keypairs\": [", "\"results\": [", "\"data\": {"}) {
            int at = text.indexOf(key);
            if (at >= 0) {
                String empty = key.endsWith("{") ? "\"data\": {\"myself\": {\"machines\": []}}" : key + "]";
                return text.substring(0, text.length() - 1) + ", " + empty + "}";
            }
        }
        throw new IllegalArgumentException(text);
    }
}
