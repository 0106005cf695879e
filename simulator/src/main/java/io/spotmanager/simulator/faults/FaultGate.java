package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Answer;
import io.spotmanager.simulator.http.Gate;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets calls through to the services and spoils those that the script names. */
public final class FaultGate implements Gate {

    private final FaultScript script;
    private final Service services;
    private final Time time;
    private final Duration latency;

    /**
     * A gate before these services.
     *
     * @param latency what every call waits, scripted or not
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
        for (FaultRule rule : script.judge(request)) {
            labels.add(rule.fault().label());
            if (rule.fault() != FaultKind.LATENCY) {
                return spoil(rule, request, String.join("+", labels));
            }
            time.pause(rule.pause());
        }
        return new Answer.Reply(services.answer(request), labels.isEmpty() ? null : String.join("+", labels));
    }

    private Answer spoil(FaultRule rule, Request request, @Nullable String label) {
        return switch (rule.fault()) {
            case ERROR_BEFORE -> new Answer.Reply(SpoiledAnswers.error(request, rule.statusOrDefault()), label);
            case ERROR_AFTER -> {
                Response response = services.answer(request);
                boolean refused = response.status() >= 400;
                yield new Answer.Reply(
                        refused ? response : SpoiledAnswers.error(request, rule.statusOrDefault()), label);
            }
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
            case CONFLICT -> new Answer.Reply(SpoiledAnswers.conflict(request), label);
            case TOO_MANY_REQUESTS -> new Answer.Reply(SpoiledAnswers.tooMany(request, rule.pause()), label);
            case HTML_503 -> new Answer.Reply(SpoiledAnswers.page(), label);
            case LATENCY -> new Answer.Reply(services.answer(request), label);
        };
    }
}
