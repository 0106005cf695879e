package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.CommittedCommands;
import io.spotmanager.gateway.migration.PlannedMoves.Previewed;
import io.spotmanager.gateway.plans.Plan.Item;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The items of plans. Those that wait to begin count as begun where the commands of a person are counted. */
@Component
class PlanItems implements CommittedCommands {
    private static final String OPERATION =
            "o.state as operation_state, coalesce(o.open, false) as open, coalesce(o.open and o.available_at = 'infinity', false) as person";

    /** One that is to be added. */
    record NewItem(
            int number,
            String kind,
            String subject,
            JsonNode request,
            @Nullable String reason,
            Previewed preview,
            @Nullable Integer repeats,
            @Nullable Integer reverses) {}

    private final JdbcClient jdbc;

    PlanItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In one statement, however many. */
    void add(UUID plan, List<NewItem> items) {
        jdbc.sql("""
                insert into plan_item (plan_id, number, kind, subject, request, reason, preview, repeats, reverses)
                select :plan, number, kind, subject, request, reason, preview, repeats, reverses
                from json_to_recordset(:items::json) as i (number integer, kind text, subject text, request json, reason text,
                                                           preview json, repeats integer, reverses integer)
                """)
                .param("plan", plan)
                .param("items", Json.MAPPER.writeValueAsString(items))
                .update();
    }

    /** By number. */
    List<Item> of(UUID plan) {
        return jdbc.sql("""
                select i.*, o.cause, %s from plan_item i left join operation o on o.id = i.operation_id
                where i.plan_id = ? order by i.number
                """.formatted(OPERATION))
                .param(plan)
                .query(PlanItems::item)
                .list();
    }

    /** The first of those that wait to begin, by number, for the transaction of the caller. What another session has locked waits on. */
    List<Item> waiting(UUID plan, int most) {
        return jdbc.sql("""
                select i.*, null as cause, null as operation_state, false as open, false as person from plan_item i
                where plan_id = ? and state = 'WAITING' order by number limit ? for no key update skip locked
                """).params(plan, most).query(PlanItems::item).list();
    }

    private record Counted(UUID plan, ItemState state, int items) {}

    /** The box score of each of these plans. */
    Map<UUID, BoxScore> scores(Collection<UUID> plans) {
        return score(plans, 0);
    }

    /** @param sinceRound counts only items that were committed then or later */
    BoxScore score(UUID plan, int sinceRound) {
        return score(List.of(plan), sinceRound).getOrDefault(plan, BoxScore.of(Map.of()));
    }

    private Map<UUID, BoxScore> score(Collection<UUID> plans, int sinceRound) {
        return jdbc
                .sql("""
                select i.plan_id, i.state, %s, count(*) as items
                from plan_item i left join operation o on o.id = i.operation_id
                where i.plan_id = any (:plans) and i.round >= :round
                group by i.plan_id, i.state, operation_state, 4, 5
                """.formatted(OPERATION))
                .param("plans", plans.toArray(UUID[]::new))
                .param("round", sinceRound)
                .query((row, number) -> new Counted(
                        row.getObject("plan_id", UUID.class), rows(row).state(), row.getInt("items")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Counted::plan,
                        Collectors.collectingAndThen(
                                Collectors.toMap(
                                        Counted::state,
                                        Counted::items,
                                        Integer::sum,
                                        () -> new EnumMap<>(ItemState.class)),
                                BoxScore::of)));
    }

    /** What is shown of items that nobody has committed. */
    void show(UUID plan, Map<Integer, Previewed> previews) {
        record Shown(int number, Previewed preview) {}
        jdbc.sql("""
                update plan_item i set preview = shown.preview
                from json_to_recordset(:previews::json) as shown (number integer, preview json)
                where i.plan_id = :plan and i.number = shown.number and i.state = 'PLANNED'
                """)
                .param("plan", plan)
                .param(
                        "previews",
                        Json.MAPPER.writeValueAsString(previews.entrySet().stream()
                                .map(each -> new Shown(each.getKey(), each.getValue()))
                                .toList()))
                .update();
    }

    /** @return how many of them were planned, and wait now */
    int commit(UUID plan, Collection<Integer> numbers, int round) {
        return jdbc.sql("""
                update plan_item set state = 'WAITING', round = :round
                where plan_id = :plan and number = any (:numbers) and state = 'PLANNED'
                """)
                .param("plan", plan)
                .param("round", round)
                .param("numbers", numbers.toArray(Integer[]::new))
                .update();
    }

    /** @return false if it does not wait any more */
    boolean begun(UUID plan, int number, UUID operation) {
        return jdbc.sql("""
                update plan_item set state = 'BEGUN', operation_id = ? where plan_id = ? and number = ? and state = 'WAITING'
                """).params(operation, plan, number).update() == 1;
    }

    void refused(UUID plan, int number, String note) {
        jdbc.sql(
                        "update plan_item set state = 'REFUSED', note = ? where plan_id = ? and number = ? and state = 'WAITING'")
                .params(note, plan, number)
                .update();
    }

    /** What waits is planned again. */
    void rest(UUID plan) {
        jdbc.sql("update plan_item set state = 'PLANNED' where plan_id = ? and state = 'WAITING'")
                .param(plan)
                .update();
    }

    /** @return how many had not begun */
    int cancel(UUID plan) {
        return jdbc.sql(
                        "update plan_item set state = 'CANCELLED' where plan_id = ? and state in ('PLANNED', 'WAITING')")
                .param(plan)
                .update();
    }

    /** The other plans in which these hosts have not begun yet, by host. */
    Map<String, UUID> planned(Collection<String> hosts, @Nullable UUID except) {
        return jdbc
                .sql("""
                select subject, plan_id from plan_item
                where state in ('PLANNED', 'WAITING') and subject = any (:hosts) and (:except::uuid is null or plan_id <> :except::uuid)
                order by plan_id
                """)
                .param("hosts", hosts.toArray(String[]::new))
                .param("except", except)
                .query((row, number) -> Map.entry(row.getString("subject"), row.getObject("plan_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, newer) -> newer));
    }

    @Override
    public long waiting(Collection<String> names) {
        return jdbc.sql("""
                select count(*) from plan_item i join plan p on p.id = i.plan_id
                where i.state = 'WAITING' and p.committed_by = any (?)
                """)
                .param(names.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static ItemState.Rows rows(ResultSet row) throws SQLException {
        return new ItemState.Rows(
                row.getString("state"),
                row.getString("operation_state"),
                row.getBoolean("open"),
                row.getBoolean("person"));
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getInt("number"),
                row.getString("kind"),
                row.getString("subject"),
                Json.MAPPER.readTree(row.getString("request")),
                row.getString("reason"),
                StoredPreview.of(row.getString("preview")),
                row.getInt("round"),
                row.getObject("repeats", Integer.class),
                row.getObject("reverses", Integer.class),
                rows(row),
                row.getObject("operation_id", UUID.class),
                row.getString("note"),
                row.getString("cause"));
    }
}
