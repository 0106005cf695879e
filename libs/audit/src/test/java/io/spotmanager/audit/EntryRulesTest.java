package io.spotmanager.audit;

import static io.spotmanager.audit.History.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an entry says of the row of its operation, so that a changed row can be told from a true one. */
class EntryRulesTest {
    private final Map<String, JsonNode> row = new HashMap<>();

    private void accepted() {
        apply(
                new AuditEvent("ann", "ACCEPTED", null, "REQUESTED", null, 0, 0),
                "{'kind':'move','subject':'gpu-1','request':{'to':'spot'},'reason':'full','batch_id':'b1',"
                        + "'row':{'open':true,'actions':['CANCEL']}}");
    }

    private void apply(AuditEvent what, String detail) {
        EntryRules.apply(row, what, json(detail));
    }

    /** A step of the second attempt in the state CHECKED. */
    private void step(String event, String to, String detail) {
        apply(new AuditEvent("worker:w1", event, "CHECKED", to, "remove", 2, 1), detail);
    }

    private void operator(String event, String to, String detail) {
        apply(new AuditEvent("worker:w1", event, "CHECKED", to, null, 2, 1), detail);
    }

    private @Nullable JsonNode value(String column) {
        return row.get(column);
    }

    @Test
    void an_accepted_command_is_a_whole_row() {
        accepted();

        assertThat(row)
                .isEqualTo(columns(
                        "{'state':'REQUESTED','kind':'move','subject':'gpu-1','request':{'to':'spot'},'requested_by':'ann',"
                                + "'reason':'full','batch_id':'b1','facts':{},'attempt':0,'cause':null,'asked':null,"
                                + "'open':true,'actions':['CANCEL']}"));
    }

    @Test
    void a_command_without_a_reason_has_none() {
        apply(new AuditEvent("ann", "ACCEPTED", null, "REQUESTED", null, 0, 0), "{'kind':'move'}");

        assertThat(value("reason")).isEqualTo(json("null"));
        assertThat(row).doesNotContainKey("subject");
    }

    private static Map<String, JsonNode> columns(String text) {
        var all = new HashMap<String, JsonNode>();
        json(text).properties().forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }

    @Test
    void a_new_state_may_be_open_or_an_end_and_the_same_state_stays_what_it_was() {
        accepted();
        step("WAITING", "CHECKED", "{'why':'building'}");
        assertThat(value("open")).isEqualTo(json("true"));

        step("DONE", "REMOVED", "{}");
        assertThat(row).doesNotContainKeys("open", "actions");
        assertThat(value("state")).isEqualTo(json("'REMOVED'"));
    }

    @Test
    void what_was_done_is_learned_and_explains_nothing() {
        accepted();
        step("RETRY", "CHECKED", "{'why':'busy'}");
        assertThat(value("attempt")).isEqualTo(json("2"));
        assertThat(value("cause")).isEqualTo(json("'busy'"));

        step("DONE", "REMOVED", "{'facts':{'vms':3}}");
        assertThat(value("facts")).isEqualTo(json("{'vms':3}"));
        assertThat(value("attempt")).isEqualTo(json("0"));
        assertThat(value("cause")).isEqualTo(json("null"));
    }

    @Test
    void a_wait_is_no_attempt_and_its_explanation_is_the_cause() {
        accepted();
        step("WAITING", "CHECKED", "{'why':'building','facts':{'vms':1}}");

        assertThat(value("attempt")).isEqualTo(json("1"));
        assertThat(value("cause")).isEqualTo(json("'building'"));
        assertThat(value("facts")).isEqualTo(json("{'vms':1}"));
    }

    @Test
    void a_failure_without_an_explanation_explains_itself_by_none() {
        accepted();
        step("RETRY", "CHECKED", "{'why':'busy'}");
        step("FAILED", "RESTORING", "{}");

        assertThat(value("cause")).isEqualTo(json("null"));
    }

    @Test
    void a_failure_stays_the_cause_while_the_way_back_succeeds() {
        for (var event : new String[] {"FAILED", "ESCALATED", "EXHAUSTED"}) {
            accepted();
            step(event, "RESTORING", "{'why':'no such pool','facts':{'vms':1}}");
            assertThat(value("facts")).isEqualTo(json("{'vms':1,'failure':'no such pool'}"));
            assertThat(value("cause")).isEqualTo(json("'no such pool'"));
            assertThat(value("attempt")).isEqualTo(json("0"));

            step("DONE", "ROLLED_BACK", "{}");
            assertThat(value("cause")).isEqualTo(json("'no such pool'"));
        }
    }

    @Test
    void facts_saved_during_a_step_change_nothing_else() {
        accepted();
        step("RETRY", "CHECKED", "{'why':'busy'}");
        step("NOTED", "CHECKED", "{'facts':{'vm':42}}");
        assertThat(value("facts")).isEqualTo(json("{'vm':42}"));
        assertThat(value("attempt")).isEqualTo(json("1"));
        assertThat(value("cause")).isEqualTo(json("'busy'"));
    }

    @Test
    void an_operation_that_nobody_could_carry_on_begins_its_attempts_anew() {
        accepted();
        step("RETRY", "CHECKED", "{'why':'busy'}");
        step("BLOCKED", "NEEDS_OPERATOR", "{'why':'the row cannot be read'}");

        assertThat(value("attempt")).isEqualTo(json("0"));
        assertThat(value("cause")).isEqualTo(json("'the row cannot be read'"));
    }

    @Test
    void a_request_of_an_operator_waits_in_the_row_until_it_is_applied_ignored_or_too_late() {
        accepted();
        var asked = new AuditEvent("olga", "ASKED_CANCEL", "CHECKED", "CHECKED", null, 0, 0);
        apply(asked, "{'reason':'wrong host'}");
        assertThat(value("asked")).isEqualTo(json("{'signal':'CANCEL','actor':'olga','reason':'wrong host'}"));

        operator("IGNORED_CANCEL", "CHECKED", "{'asked_by':'olga','why':'not possible'}");
        assertThat(value("asked")).isEqualTo(json("null"));
        assertThat(value("attempt")).isEqualTo(json("1"));
        assertThat(value("facts")).isEqualTo(json("{}"));

        apply(asked, "{'reason':'wrong host'}");
        step("DONE", "MOVED", "{'came_too_late':'CANCEL'}");
        assertThat(value("asked")).isEqualTo(json("null"));

        apply(asked, "{}");
        step("DONE", "MOVED", "{}");
        assertThat(value("asked")).isEqualTo(json("{'signal':'CANCEL','actor':'olga','reason':null}"));
    }

    @Test
    void an_action_that_stops_is_the_failure_and_one_that_goes_on_ends_it() {
        accepted();
        operator("CANCEL", "RESTORING", "{'asked_by':'olga','why':'CANCEL asked by olga: wrong host'}");
        assertThat(value("facts")).isEqualTo(json("{'failure':'CANCEL asked by olga: wrong host'}"));
        assertThat(value("cause")).isEqualTo(json("'CANCEL asked by olga: wrong host'"));
        assertThat(value("attempt")).isEqualTo(json("0"));
        assertThat(value("asked")).isEqualTo(json("null"));

        for (var event : new String[] {"RETRY", "SKIP"}) {
            row.put("facts", json("{'failure':'no such pool','vms':1}"));
            operator(event, "CHECKED", "{'asked_by':'olga','why':'repaired'}");
            assertThat(value("facts")).isEqualTo(json("{'vms':1}"));
            assertThat(value("cause")).isEqualTo(json("null"));
        }
    }

    @Test
    void an_event_of_a_later_release_leaves_open_what_it_may_have_changed() {
        accepted();
        step("INVENTED", "CHECKED", "{'facts':{'vm':42}}");

        assertThat(row).doesNotContainKeys("facts", "attempt", "cause", "asked").containsKeys("subject", "open");
        step("WAITING", "CHECKED", "{'facts':{'vm':42}}");
        assertThat(row).as("nothing says what the facts were").doesNotContainKeys("facts", "cause");
        step("FAILED", "RESTORING", "{}");
        operator("CANCEL", "RESTORING", "{'asked_by':'olga','why':'x'}");
        assertThat(row).doesNotContainKeys("facts", "cause");
    }

    @Test
    void an_entry_adds_of_the_row_only_what_cannot_be_told_from_it() {
        accepted();
        var before = new HashMap<>(row);
        var what = new AuditEvent("worker:w1", "RETRY", "REQUESTED", "REQUESTED", "check", 1, 1);
        ObjectNode detail = Json.MAPPER.createObjectNode().put("why", "busy");
        var after = new HashMap<>(before);
        after.put("attempt", json("1"));
        after.put("cause", json("'busy'"));

        EntryRules.addRow(before, what, detail, after);
        assertThat(detail).isEqualTo(json("{'why':'busy'}"));

        after.put("actions", json("['CANCEL','RETRY']"));
        EntryRules.addRow(before, what, detail, after);
        assertThat(detail).isEqualTo(json("{'why':'busy','row':{'actions':['CANCEL','RETRY']}}"));
        EntryRules.apply(row, what, detail);
        assertThat(row).isEqualTo(after);
    }
}
