package io.spotmanager.gateway.security.rights;

import java.util.Map;
import java.util.Set;

/** How far an endpoint reaches, and so what is compared with the limits of the caller. */
enum Reach {
    /** Reads, or changes nothing but what is the caller's own. */
    NOTHING,
    /** The hosts that its body names. */
    BODY,
    /** The host of its parameter {@code host}. */
    HOST,
    /** The hosts of the operation in its path. */
    OPERATION,
    /** More than single hosts: for people without limits. */
    FLEET;

    /** The only place that says so. What only reads reaches nothing, and every other endpoint that is not named here the fleet. */
    private static final Map<String, Reach> ENDPOINTS = Map.ofEntries(
            Map.entry("POST /api/preview-migration", BODY),
            Map.entry("POST /api/execute-migration", BODY),
            Map.entry("POST /api/preview-runpod-launch", BODY),
            Map.entry("POST /api/execute-runpod-launch", BODY),
            Map.entry("POST /api/preview-runpod-retire", BODY),
            Map.entry("POST /api/execute-runpod-retire", BODY),
            Map.entry("POST /api/preview-runpod-adopt", BODY),
            Map.entry("POST /api/adopt-runpod-vm", BODY),
            Map.entry("POST /api/openstack/server/add-network", BODY),
            Map.entry("POST /api/hyperstack/firewalls/{id}/preview-attach", BODY),
            Map.entry("POST /api/hyperstack/firewalls/{id}/attach", BODY),
            Map.entry("GET /api/get-target-aggregate", HOST),
            Map.entry("POST /api/get-target-aggregate", BODY),
            Map.entry("POST /api/openstack/server/status", NOTHING),
            Map.entry("POST /api/openstack/server/get-uuid", NOTHING),
            Map.entry("POST /api/openstack/network/show", NOTHING),
            Map.entry("POST /api/hyperstack/firewall/get-attachments", NOTHING),
            // Routes of the former tool that do nothing.
            Map.entry("POST /api/clear-log", NOTHING),
            Map.entry("POST /api/clear-cache", NOTHING),
            Map.entry("POST /api/clear-cache/{host}", NOTHING),
            Map.entry("POST /api/openstack/port/create", NOTHING),
            Map.entry("POST /api/operations/{id}/{action}", OPERATION),
            // Whether the limits of a person cover the command is asked with its right to give it: CommandRights.
            Map.entry("POST /api/approvals/{id}/approve", NOTHING),
            Map.entry("POST /api/approvals/{id}/decline", NOTHING),
            Map.entry("POST /api/approvals/{id}/withdraw", NOTHING),
            // Begins nothing.
            Map.entry("POST /api/plans", NOTHING),
            // Each operation that it begins or cancels is compared with the limits: PlanCommits.
            Map.entry("POST /api/plans/{id}/commit", NOTHING),
            Map.entry("POST /api/plans/{id}/retry-failed", NOTHING),
            Map.entry("POST /api/plans/{id}/roll-back-done", NOTHING),
            Map.entry("POST /api/plans/{id}/cancel", NOTHING),
            // The same, and those of a token: ReservationDecisions.
            Map.entry("POST /api/reservations/{id}/move", NOTHING),
            Map.entry("POST /api/reservations/{id}/cancel", NOTHING),
            Map.entry("POST /api/reservations/{id}/begin", NOTHING),
            // Each operation is compared with the limits: Deciding.
            Map.entry("POST /api/decisions", NOTHING),
            Map.entry("POST /api/preview-decisions", NOTHING),
            // Each operation that it counts is compared with the limits: CapacityPreviewController.
            Map.entry("POST /api/preview-capacity", NOTHING),
            Map.entry("POST /api/views", NOTHING),
            Map.entry("DELETE /api/views/{id}", NOTHING),
            Map.entry("POST /api/refresh", NOTHING),
            Map.entry("POST /api/refresh-all-data", NOTHING),
            Map.entry("POST /api/me/password", NOTHING),
            Map.entry("DELETE /api/me/sessions", NOTHING),
            Map.entry("DELETE /api/me/sessions/{id}", NOTHING));

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** @param pattern of the path, as its controller declares it */
    static Reach of(String method, String pattern) {
        var known = ENDPOINTS.get((method.equals("HEAD") ? "GET" : method) + " " + pattern);
        return known != null ? known : READS.contains(method) ? NOTHING : FLEET;
    }
}
