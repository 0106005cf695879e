package io.spotmanager.gateway.operations;

import java.time.Instant;
import java.util.UUID;

/**
 * The response to a command that a second person has to approve. No operation exists yet, and nothing is held.
 *
 * @param state {@code APPROVAL_PENDING}, or how the approval has ended if the request is a repeated one
 * @param approval the id of the request for approval; no operation has this id
 * @param href the address of the request for approval: it names the operation once there is one
 * @param expiresAt until when it can be approved
 * @param detail why, and what comes next
 */
public record PendingApproval(String state, UUID approval, String href, Instant expiresAt, String detail)
        implements CommandAnswer {}
