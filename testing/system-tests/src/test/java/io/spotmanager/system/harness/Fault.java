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
        @Nullable Integer times,
        @Nullable Integer skip) {
    /** The matching calls; null matches all. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Match(
            @Nullable String method,
            @Nullable String path,
            @Nullable String body) {}

    private static final String NOVA = "^/v2\\.1/";

    /** @param kind as the simulator spells it, such as {@code lost-reply} */
    public static Fault of(String kind) {
        return new Fault(new Match(null, NOVA, null), kind, null, null, null, null);
    }

    public Fault onAdding(String host) {
        return on("add_host", host);
    }

    public Fault onRemoving(String host) {
        return on("remove_host", host);
    }

    /** Only calls that change something. */
    public Fault onChanges() {
        return at("POST", NOVA);
    }

    /** @param path a regular expression to be found in a call's path, of whichever service */
    public Fault at(String method, String path) {
        return at(method, path, null);
    }

    /** @param body a regular expression to be found in the call's body; null matches all */
    public Fault at(String method, String path, @Nullable String body) {
        return matching(new Match(method, path, body));
    }

    /** Calls of any method. */
    public Fault everywhereIn(String path) {
        return matching(new Match(null, path, null));
    }

    private Fault matching(Match calls) {
        return new Fault(calls, fault, millis, probability, times, skip);
    }

    private Fault on(String action, String host) {
        return at("POST", NOVA, "(?s)\"%s\".*\"%s\"".formatted(action, host));
    }

    public Fault lasting(Duration time) {
        return new Fault(match, fault, time.toMillis(), probability, times, skip);
    }

    public Fault inPercentOfCalls(double percent) {
        return new Fault(match, fault, millis, percent / 100, times, skip);
    }

    public Fault once() {
        return times(1);
    }

    public Fault times(int most) {
        return new Fault(match, fault, millis, probability, most, skip);
    }

    /** Lets that many calls pass first. */
    public Fault after(int calls) {
        return new Fault(match, fault, millis, probability, times, calls);
    }
}
