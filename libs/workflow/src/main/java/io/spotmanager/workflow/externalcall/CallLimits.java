package io.spotmanager.workflow.externalcall;

import java.time.Duration;

/**
 * How long a workflow waits for other systems.
 *
 * @param lateEffectWindow how long after a call without a clear answer its effect may still show
 * @param askedToWait how long after a state began a wait that the other system asks for counts as no attempt
 * @param unsent how long after a state began a call that could not be sent counts as no attempt; zero if it always counts
 * @param poll how often to look at something that takes its time
 */
public record CallLimits(Duration lateEffectWindow, Duration askedToWait, Duration unsent, PollInterval poll) {}
