package io.spotmanager.workflow.description;

import io.spotmanager.audit.Json;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** The descriptions that workers have registered. */
public final class WorkflowDescriptions {
    private static final Logger log = LoggerFactory.getLogger(WorkflowDescriptions.class);

    private final JdbcClient jdbc;

    public WorkflowDescriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes nothing if the same description stands there already, so that many workers may start at once. */
    public void register(WorkflowDescription description) {
        jdbc.sql("""
                insert into workflow_description as known (name, version, description)
                values (:name, :version, :description::jsonb)
                on conflict (name, version) do update
                set description = excluded.description, registered_at = now()
                where known.description <> excluded.description
                """)
                .param("name", description.name())
                .param("version", description.version())
                .param("description", Json.MAPPER.writeValueAsString(description))
                .update();
    }

    /** Of each workflow the newest version, by name. One that this release cannot read is logged and left out. */
    public List<WorkflowDescription> newest() {
        return read("""
                select distinct on (name) name, version, description
                from workflow_description order by name, version desc
                """);
    }

    /** All versions, by name, the newest first. One that this release cannot read is logged and left out. */
    public List<WorkflowDescription> all() {
        return read("select name, version, description from workflow_description order by name, version desc");
    }

    private List<WorkflowDescription> read(String sql) {
        return jdbc
                .sql(sql)
                .query((row, number) ->
                        read(row.getString("name"), row.getInt("version"), row.getString("description")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<WorkflowDescription> read(String name, int version, String description) {
        try {
            return Optional.of(Json.MAPPER.readValue(description, WorkflowDescription.class));
        } catch (JacksonException e) {
            log.warn("the description of workflow {}, version {}, cannot be read by this release", name, version, e);
            return Optional.empty();
        }
    }
}
