package io.spotmanager.gateway.analytics;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of operation on one day.
 *
 * @param day when they were accepted, in UTC
 * @param open how many have not ended yet
 * @param byState how many are in each state
 * @param p50Ms half of those that ended took no longer from acceptance to end, in milliseconds; null when none ended
 * @param p95Ms the same for 95 in 100
 */
record DayOfKind(
        LocalDate day,
        String kind,
        long open,
        Map<String, Long> byState,
        @Nullable Long p50Ms,
        @Nullable Long p95Ms) {}
