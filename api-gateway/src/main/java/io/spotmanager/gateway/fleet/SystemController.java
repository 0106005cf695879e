package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.openapi.ResponseSchema;
import io.spotmanager.workflow.health.RunningParts;
import io.spotmanager.workflow.health.RunningParts.Running;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Which cloud this is, how large the fleet is in all, and which release each part has. */
@RestController
@Tag(name = "Fleet")
class SystemController {
    /**
     * @param cloud null as long as no part has bound the database to one
     * @param fleet the sum of all GPU types
     * @param parts the processes that report; those of releases before this one do not
     * @param partsDifferSince since when they have different releases, as during an upgrade; null if all have one
     */
    record SystemView(
            @Nullable Cloud cloud,
            Fleet.Totals fleet,
            List<RunningPartView> parts,
            @Nullable Instant partsDifferSince) {}

    /**
     * @param part such as {@code launch-worker}
     * @param process the part, its machine and its process
     * @param version the version of its release
     * @param commit abbreviated; {@code unknown} in a build from sources without their history
     * @param startedAt when it reported first
     */
    record RunningPartView(String part, String process, String version, String commit, Instant startedAt) {
        static RunningPartView of(Running running) {
            return new RunningPartView(
                    running.part(), running.process(), running.release(), running.commit(), running.startedAt());
        }
    }

    /**
     * @param keystone its address, or the name that {@code SPOT_CLOUD_IDENTITY} gives it
     * @param project that the parts log in to; null if it is not known
     * @param region null if it is not known, as where the catalog has only one
     * @param since when this database was bound to it
     */
    record Cloud(
            String keystone,
            @Nullable String project,
            @Nullable String region,
            Instant since) {}

    private final FleetAnswers answers;
    private final RunningParts parts;
    private final JdbcClient jdbc;

    SystemController(FleetAnswers answers, RunningParts parts, JdbcClient jdbc) {
        this.answers = answers;
        this.parts = parts;
        this.jdbc = jdbc;
    }

    /** The cloud, project and region that this installation works for, the whole fleet as last read, and the release of each part. */
    @GetMapping("/api/system")
    @Operation(operationId = "getSystem", summary = "Which cloud this is, and its fleet in numbers")
    @ResponseSchema(SystemView.class)
    ResponseEntity<byte[]> system(ServletWebRequest request) {
        var cloud = cloud();
        var running = parts.now();
        return answers.answer(
                request,
                "system/" + cloud + running,
                fleet -> new SystemView(
                        cloud,
                        fleet.types().totals(),
                        running.stream().map(RunningPartView::of).toList(),
                        RunningParts.differSince(running).orElse(null)));
    }

    private @Nullable Cloud cloud() {
        return jdbc
                .sql("select cloud, project, region, bound_at from cloud_binding where replaced_at is null")
                .query((row, number) -> new Cloud(
                        row.getString("cloud"),
                        row.getString("project"),
                        row.getString("region"),
                        row.getObject("bound_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .findFirst()
                .orElse(null);
    }
}
