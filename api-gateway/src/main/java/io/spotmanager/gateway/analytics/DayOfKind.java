package io.spotmanager.gateway.analytics;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of operation on one day.
 *
 * @param day the day of acceptance, in UTC
 * @param open number of open operations
 * @param byState number of operations in each state
 * @param p50Ms median time from acceptance to end, in milliseconds; null if none has ended
 * @param p95Ms 95th percentile of the same
 */
record DayOfKind(
        LocalDate day,
        String kind,
        long open,
        Map<String, Long> byState,
        @Nullable Long p50Ms,
        @Nullable Long p95Ms) {}
