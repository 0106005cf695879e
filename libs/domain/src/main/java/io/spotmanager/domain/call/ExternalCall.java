package io.spotmanager.domain.call;

import java.time.Duration;

/**
 * One call to a cloud, for the history.
 *
 * @param command the equivalent shell command, without secrets
 * @param answer short: {@code 200}, {@code 409 Cannot add host ...} or {@code no answer within 20 s}
 * @param took from the first attempt to the answer; includes a second attempt of a safe call
 */
public record ExternalCall(String command, String answer, Duration took) {}
