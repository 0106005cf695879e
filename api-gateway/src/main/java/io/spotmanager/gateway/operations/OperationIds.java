package io.spotmanager.gateway.operations;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Version 7 UUIDs (RFC 9562). They sort by time, so new rows are adjacent in the indexes. */
@Component
public class OperationIds implements Supplier<UUID> {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    OperationIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UUID get() {
        var high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
        var low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
