package io.spotmanager.system.harness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rule for the simulator, built up word by word: {@code Fault.of("hang").onAdding(host).once()}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        Match match,
        String fault,
        @Nullable Long millis,
        @Nullable Double probability,
        @Nullable Integer times) {
    /** Which calls; null fits all. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Match(
            @Nullable String method,
            @Nullable String path,
            @Nullable String body) {}

    private static final String NOVA = "^/v2\\.1/";

    /** @param kind as the simulator spells it, such as {@code lost-reply} */
    public static Fault of(String kind) {
        return new Fault(new Match(null, NOVA, null), kind, null, null, null);
    }

    public Fault onAdding(String host) {
        return on("add_host", host);
    }

    public Fault onRemoving(String host) {
        return on("remove_host", host);
    }

    /** Only where something is to be changed. */
    public Fault onChanges() {
        return new Fault(new Match("POST", NOVA, null), fault, millis, probability, times);
    }

    private Fault on(String action, String host) {
        return new Fault(
                new Match("POST", NOVA, "(?s)\"%s\".*\"%s\"".formatted(action, host)),
                fault,
                millis,
                probability,
                times);
    }

    public Fault lasting(Duration time) {
        return new Fault(match, fault, time.toMillis(), probability, times);
    }

    public Fault inPercentOfCalls(double percent) {
        return new Fault(match, fault, millis, percent / 100, times);
    }

    public Fault once() {
        return new Fault(match, fault, millis, probability, 1);
    }
}
