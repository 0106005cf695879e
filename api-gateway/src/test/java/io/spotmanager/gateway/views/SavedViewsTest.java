package io.spotmanager.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Everybody keeps filters for themselves; operators share them; nobody learns of what somebody else keeps. */
@GatewayTest
class SavedViewsTest {
    private static final String VIEWS = "/api/views";

    private final Gateway gateway;

    SavedViewsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private static Reply save(Caller who, String name, String query, boolean shared) {
        return who.post(VIEWS, """
                {"name": "%s", "query": "%s", "shared": %s}""".formatted(name, query, shared));
    }

    private static List<String> names(Caller who) {
        return who.get(VIEWS).is(200).each("name");
    }

    @Test
    void a_view_is_seen_by_who_made_it_and_by_others_once_it_is_shared() {
        save(gateway.operator(), "stuck", "state=NEEDS_OPERATOR", false).is(200);
        save(gateway.viewer(), "mine", "host=H1&from=24h", false).is(200);

        assertThat(names(gateway.operator())).containsExactly("stuck");
        assertThat(names(gateway.viewer())).containsExactly("mine");

        save(gateway.operator(), "stuck", "state=NEEDS_OPERATOR&kind=launch", true)
                .is(200);

        assertThat(names(gateway.viewer())).containsExactly("mine", "stuck");
        JsonNode shared = gateway.viewer().get(VIEWS).json().path("items").path(1);
        assertThat(shared.path("query").asString()).isEqualTo("state=NEEDS_OPERATOR&kind=launch");
        assertThat(shared.path("by").asString()).isEqualTo("operator");
        assertThat(shared.path("mine").asBoolean()).isFalse();
    }

    @Test
    void to_share_needs_the_role_operator() {
        save(gateway.viewer(), "all", "open=true", true)
                .isProblem(403, "not-allowed")
                .says("the role operator");
        assertThat(names(gateway.viewer())).isEmpty();
    }

    @Test
    void each_deletes_their_own_and_an_admin_also_what_is_shared() {
        var own = save(gateway.operator(), "own", "open=true", false).id();
        var shared = save(gateway.operator(), "shared", "open=true", true).id();

        gateway.viewer().send("DELETE", VIEWS + "/" + own, "").isProblem(404, "not-found");
        gateway.admin().send("DELETE", VIEWS + "/" + own, "").isProblem(404, "not-found");
        gateway.viewer()
                .send("DELETE", VIEWS + "/" + shared, "")
                .isProblem(403, "not-allowed")
                .says("belongs to operator. Ask operator, or an admin");
        gateway.admin().send("DELETE", VIEWS + "/" + shared, "").is(204);
        gateway.operator().send("DELETE", VIEWS + "/" + own, "").is(204);
        assertThat(names(gateway.operator())).isEmpty();
    }

    @Test
    void customers_and_tokens_have_none() {
        save(gateway.operator(), "shared", "host=H1", true).is(200);
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"operator\"}")
                .field("token");

        gateway.customer().get(VIEWS).isProblem(404, "not-found");
        gateway.customer().get("/api/operations/counts").isProblem(404, "not-found");
        save(gateway.customer(), "x", "open=true", false).isProblem(404, "not-found");
        gateway.withToken(token).get(VIEWS).isProblem(403, "not-allowed");
        save(gateway.withToken(token), "x", "open=true", false).isProblem(403, "not-allowed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            statee=X                   | query | has the filter 'statee', which is unknown: known are state, kind
            state=A&state=B            | query | has a filter twice
            state=                     | query | has the part 'state='
            state                      | query | has the part 'state'
            q=%zz                      | query | whose value is not encoded
            ''                         | query | must have 1 to 2000 characters
            """)
    void a_filter_that_would_widen_the_view_is_refused(String query, String field, String words) {
        save(gateway.operator(), "x", query, false)
                .isProblem(400, "invalid-request")
                .blames(field)
                .says(words);
        assertThat(names(gateway.operator())).isEmpty();
    }

    @Test
    void a_name_has_letters_at_its_ends() {
        save(gateway.operator(), " x", "open=true", false).blames("name");
        save(gateway.operator(), "x".repeat(81), "open=true", false).blames("name");
    }

    @Test
    void one_keeps_a_bounded_number_and_can_still_change_one() {
        for (var number = 0; number < SavedViews.MOST_OF_ONE; number++) {
            save(gateway.operator(), "view " + number, "open=true", false).is(200);
        }

        save(gateway.operator(), "one more", "open=true", false).blames("name").says("you keep 50 views already");
        save(gateway.operator(), "view 7", "open=false", false).is(200);
        assertThat(names(gateway.operator())).hasSize(SavedViews.MOST_OF_ONE);
    }

    @Test
    void what_can_be_kept_is_what_the_list_can_be_filtered_by() {
        var parameters = new ArrayList<String>();
        gateway.viewer()
                .get("/api/openapi.json")
                .json()
                .path("paths")
                .path("/api/operations")
                .path("get")
                .path("parameters")
                .forEach(each -> parameters.add(each.path("name").asString()));
        parameters.removeAll(List.of("cursor", "limit"));

        assertThat(ViewBody.FILTERS).containsExactlyInAnyOrderElementsOf(parameters);
    }
}
