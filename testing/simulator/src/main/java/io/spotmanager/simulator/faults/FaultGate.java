package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Answer;
import io.spotmanager.simulator.http.Gate;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes calls on to the services and applies the faults of the script. */
public final class FaultGate implements Gate {

    private static final int UNAVAILABLE = 503;
    private static final long FLOOD_BYTES = 60L << 20;

    private final FaultScript script;
    private final Service services;
    private final Time time;
    private final Duration latency;

    /**
     * A gate before these services.
     *
     * @param latency delay of every call
     */
    public FaultGate(FaultScript script, Service services, Time time, Duration latency) {
        this.script = script;
        this.services = services;
        this.time = time;
        this.latency = latency;
    }

    @Override
    public Answer pass(Request request) {
        if (latency.isPositive()) {
            time.pause(latency);
        }
        List<String> labels = new ArrayList<>();
        Map<String, Duration> sideEffects = new HashMap<>();
        for (FaultRule rule : script.judge(request)) {
            labels.add(rule.fault().label());
            if (!rule.fault().continues()) {
                return spoil(rule, request.withSideEffects(sideEffects), String.join("+", labels));
            }
            if (rule.fault().sideEffectFault()) {
                sideEffects.put(rule.fault().label(), rule.pause());
            } else {
                time.pause(rule.pause());
            }
        }
        return new Answer.Reply(
                services.answer(request.withSideEffects(sideEffects)),
                labels.isEmpty() ? null : String.join("+", labels));
    }

    private Answer spoil(FaultRule rule, Request request, @Nullable String label) {
        return switch (rule.fault()) {
            case ERROR_BEFORE -> new Answer.Reply(error(request, rule.statusOrDefault()), label);
            case ERROR_AFTER -> new Answer.Reply(unlessRefused(request, error(request, rule.statusOrDefault())), label);
            case ERROR_IN_200 -> new Answer.Reply(Dialect.of(request).errorIn200(request), label);
            case ERROR_IN_200_AFTER ->
                new Answer.Reply(unlessRefused(request, Dialect.of(request).errorIn200(request)), label);
            case LOST_REPLY -> {
                services.answer(request);
                yield new Answer.Silence(label);
            }
            case HANG -> {
                time.pause(rule.pause());
                yield new Answer.Silence(label);
            }
            case HANG_AFTER -> {
                Response response = services.answer(request);
                time.pause(rule.pause());
                yield new Answer.Reply(response, label);
            }
            case CONFLICT -> new Answer.Reply(Dialect.of(request).conflict(request), label);
            case TOO_MANY_REQUESTS -> new Answer.Reply(Dialect.of(request).tooMany(request, rule.pause()), label);
            case OVER_LIMIT -> new Answer.Reply(Dialect.of(request).overLimit(request, rule.pause()), label);
            case FLOOD -> {
                services.answer(request);
                yield new Answer.Flood(FLOOD_BYTES, label);
            }
            case ENDLESS -> {
                services.answer(request);
                yield new Answer.Flood(Long.MAX_VALUE, label);
            }
            case HTML_503 -> new Answer.Reply(page(), label);
            default -> new Answer.Reply(services.answer(request), label);
        };
    }

    private Response unlessRefused(Request request, Response spoiled) {
        Response honest = services.answer(request);
        return honest.status() >= 400 ? honest : spoiled;
    }

    /** Returns an error of the service, or for 503 a page of the proxy in front of it. */
    private static Response error(Request request, int status) {
        return status == UNAVAILABLE ? page() : Dialect.of(request).error(request, status);
    }

    private static Response page() {
        return Response.html(
                UNAVAILABLE,
                "Service Unavailable",
                "The server is currently unavailable. Please try again at a later time.");
    }
}
