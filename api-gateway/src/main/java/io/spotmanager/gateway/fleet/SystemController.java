package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.openapi.ResponseSchema;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Which cloud this is, and how large the fleet is in all. */
@RestController
@Tag(name = "Fleet")
class SystemController {
    /**
     * @param cloud null as long as no part has bound the database to one
     * @param fleet the sum of all GPU types
     */
    record SystemView(@Nullable Cloud cloud, Fleet.Totals fleet) {}

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
    private final JdbcClient jdbc;

    SystemController(FleetAnswers answers, JdbcClient jdbc) {
        this.answers = answers;
        this.jdbc = jdbc;
    }

    /** The cloud, project and region that this installation works for, and the whole fleet as last read. */
    @GetMapping("/api/system")
    @Operation(operationId = "getSystem", summary = "Which cloud this is, and its fleet in numbers")
    @ResponseSchema(SystemView.class)
    ResponseEntity<byte[]> system(ServletWebRequest request) {
        var cloud = cloud();
        return answers.answer(
                request,
                "system/" + cloud,
                fleet -> new SystemView(cloud, fleet.types().totals()));
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
