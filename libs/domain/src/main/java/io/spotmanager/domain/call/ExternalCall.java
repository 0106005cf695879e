package io.spotmanager.domain.call;

import java.time.Duration;

/**
 * One call to a cloud, as an auditor reads it.
 *
 * @param command the command line that does the same, free of secrets
 * @param answer short: {@code 200}, {@code 409 Cannot add host ...} or {@code no answer within 20 s}
 * @param took from the first attempt to the answer, a safe second attempt included
 */
public record ExternalCall(String command, String answer, Duration took) {}
