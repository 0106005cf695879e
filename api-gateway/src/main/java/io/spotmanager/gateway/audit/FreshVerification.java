package io.spotmanager.gateway.audit;

import io.spotmanager.audit.VerificationJob;
import io.spotmanager.audit.VerificationProgress;
import io.spotmanager.audit.VerificationResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the history verified for somebody who asks what is known of it, where that is quick: gateways of the release before verified it before they
 * answered, and a result from before a question says nothing of what was done since.
 */
final class FreshVerification {
    static final Duration USUAL = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long LOOK_MS = 50;

    /** Who asks again and again keeps no gateway busy for more than a tenth of the time. */
    private static final int PAUSES = 10;

    private final VerificationJob job;
    private final InstantSource clock;

    FreshVerification(VerificationJob job, InstantSource clock) {
        this.job = job;
        this.clock = clock;
    }

    /**
     * Returns when a verification has ended that began after the call, or the time is over. Blocks its thread, and starts one unless the latest took so
     * long that it would run all the time.
     */
    void await(String user, Duration wait) {
        var latest = job.latest();
        if (wait.isZero() || latest.map(this::isSoonAfter).orElse(false)) {
            return;
        }
        long known = Math.max(
                latest.map(VerificationResult::number).orElse(0L),
                job.running().map(VerificationProgress::number).orElse(0L));
        var most = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        var end = System.nanoTime() + most.toNanos();
        while (job.latest().map(VerificationResult::number).orElse(0L) <= known && System.nanoTime() < end) {
            if (job.running().isEmpty()) {
                job.start(user);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
        }
    }

    private boolean isSoonAfter(VerificationResult latest) {
        var took = Duration.between(latest.startedAt(), latest.endedAt());
        return clock.instant().isBefore(latest.endedAt().plus(took.multipliedBy(PAUSES)));
    }
}
