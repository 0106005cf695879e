package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What runs on one host. */
@RestController
class HostVmsController {
    private final JdbcClient jdbc;

    HostVmsController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/host-vms/{host}")
    ResponseEntity<String> vms(@PathVariable String host) {
        return jdbc.sql("""
                select json_build_object(
                    'generation', generation, 'hostname', h.name, 'gpu_used', gpu_used, 'gpu_capacity', gpu_capacity,
                    'vms', coalesce((
                        select json_agg(json_strip_nulls(json_build_object(
                            'id', id, 'name', v.name, 'status', v.status, 'flavor', flavor, 'gpus', gpus,
                            'project_id', project_id, 'project', project, 'created', created)) order by v.name, id)
                        from vm v where v.host = h.name), '[]'))::text
                from snapshot, host h where h.name = ?
                """)
                .param(host)
                .query(String.class)
                .optional()
                .map(body -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "The snapshot has no host %s. Names are case-sensitive; GET /api/search?q=%1$s finds similar ones."
                                .formatted(host)));
    }
}
