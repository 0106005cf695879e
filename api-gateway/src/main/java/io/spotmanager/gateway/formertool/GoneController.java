package io.spotmanager.gateway.formertool;

import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of the former tool that have no meaning any more. Each says what to use in its place. */
@RestController
@RequestMapping("/api")
@Hidden
class GoneController {
    private static final String CACHE =
            "There is no cache to clear: every answer comes from the snapshot, which the inventory workers keep fresh. POST /api/refresh asks for a new read.";
    private static final String AGES =
            "There is no cache to look at: GET /api/snapshot has the age and health of each source.";

    /** What was sent to the clouds is part of the history, which nobody deletes. */
    @PostMapping("/clear-log")
    void clearLog() {
        throw gone(
                "The command log is part of the history, which is never deleted. GET /api/command-log?limit=N reads its newest calls.");
    }

    /** There is no cache to clear. */
    @PostMapping("/clear-cache")
    void clearCache() {
        throw gone(CACHE);
    }

    /** There is no cache to clear. */
    @PostMapping("/clear-cache/{host}")
    void clearCache(@PathVariable String host) {
        throw gone(CACHE);
    }

    /** There is no cache to look at. */
    @GetMapping("/cache-status")
    void cacheStatus() {
        throw gone(AGES);
    }

    /** There is no cache to look at. */
    @GetMapping("/parallel-cache-status")
    void parallelCacheStatus() {
        throw gone(AGES);
    }

    /** There are no agents to test. */
    @GetMapping("/parallel-test")
    void parallelTest() {
        throw gone(
                "There are no agents to test: GET /api/snapshot has how long each source took, and GET /api/gpu-types how many hosts there are.");
    }

    /** A port is made together with its attachment. */
    @PostMapping("/openstack/port/create")
    void createPort() {
        throw gone(
                "No port is made by itself: POST /api/openstack/server/add-network attaches a network to a server once, and makes the port for that.");
    }

    private static ProblemException gone(String instead) {
        return ProblemType.GONE.because("Nothing was done. " + instead);
    }
}
