package io.spotmanager.clouds.compute;

import org.jspecify.annotations.Nullable;

/**
 * A virtual machine of any tenant.
 *
 * @param status the cloud's word, such as ACTIVE or ERROR
 * @param host the compute host it runs on; null when it is on none (shelved, never scheduled)
 * @param projectId the tenant it belongs to
 * @param flavorName kept by the cloud even after the flavor was deleted; empty when unknown
 */
public record Server(
        String id, String name, String status, @Nullable String host, String projectId, String flavorName) {}
