package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "doctor",
        description =
                "Looks at a gateway from here: reachable, release, log-in and its rights, clock, freeze, snapshot, dependencies. Ends with 1 if something is wrong.")
final class DoctorCommand extends GatewayCommand {
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofDays(14);

    @Option(names = "--remote", hidden = true, description = "As ./spot doctor --remote says it.")
    boolean remote;

    private ExitCode exit = ExitCode.DONE;

    @Override
    ExitCode run(Gateway gateway) {
        var begin = surroundings().clock().instant();
        Answer health;
        try {
            health = gateway.get("/health", Patience.NONE);
        } catch (CommandFailure failure) {
            say(line("BAD", "address", failure.sentence()));
            throw failure;
        }
        var end = surroundings().clock().instant();
        if (health.json().isMissingNode()) {
            throw Refusals.of(health, gateway.connection());
        }
        good(
                "address",
                "%s answers in %d ms"
                        .formatted(
                                gateway.connection().address(),
                                Duration.between(begin, end).toMillis()));
        clock(health, begin, end);
        var me = gateway.get("/api/me").json();
        report().item(me);
        release(me);
        login(gateway, me);
        freeze(me.path("freeze"));
        snapshot(gateway);
        dependencies(gateway);
        return exit;
    }

    private void clock(Answer answer, Instant begin, Instant end) {
        answer.headers().firstValue("Date").ifPresent(date -> {
            try {
                var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                // The header has whole seconds, so that up to one of them is no skew.
                var late = Duration.between(there.plusSeconds(1), begin);
                var early = Duration.between(end, there);
                var skew = late.isPositive() ? late : early.isPositive() ? early : Duration.ZERO;
                check(
                        skew.compareTo(SKEW) <= 0,
                        "clock",
                        skew.isZero()
                                ? "agrees with the gateway's to a second"
                                : "differs from the gateway's by %d s: set this machine's by NTP"
                                        .formatted(skew.toSeconds()));
            } catch (DateTimeException e) {
                check(false, "clock", "the gateway's answer has no time that can be read: " + date);
            }
        });
    }

    private void release(JsonNode me) {
        var there = Answer.text(me.path("release"), "version");
        var here = Surroundings.version();
        good(
                "release",
                "gateway %s (commit %s), this client %s%s"
                        .formatted(
                                there,
                                Answer.text(me.path("release"), "commit"),
                                here,
                                there.equals(here) ? "" : "; what this client does not know it shows as it is"));
    }

    private void login(Gateway gateway, JsonNode me) {
        var limits = me.path("limits")
                .valueStream()
                .map(limit -> "%s %s".formatted(Answer.text(limit, "kind"), Answer.text(limit, "name")))
                .collect(Collectors.joining(", "));
        good(
                "log-in",
                "%s with the role %s, from %s%s"
                        .formatted(
                                Answer.text(me, "name"),
                                Answer.text(me, "role").toLowerCase(java.util.Locale.ROOT),
                                gateway.connection().login().from(),
                                limits.isEmpty() ? "" : "; only for " + limits));
        var token = me.path("token");
        if (!token.isObject()) {
            return;
        }
        var scopes = token.path("scopes")
                .valueStream()
                .map(scope -> scope.asString(""))
                .collect(Collectors.joining(", "));
        good("rights", scopes.isEmpty() ? "all of its role" : "of its role only " + scopes);
        try {
            var expires = Instant.parse(Answer.text(token, "expires_at"));
            var left = Duration.between(surroundings().clock().instant(), expires);
            check(
                    left.compareTo(SOON) > 0,
                    "token",
                    "ends at %s, in %d days%s"
                            .formatted(
                                    expires,
                                    left.toDays(),
                                    left.compareTo(SOON) > 0 ? "" : ": have an admin make another one"));
        } catch (DateTimeException e) {
            // one without an end that can be read has nothing to be told about
        }
    }

    private void freeze(JsonNode freeze) {
        var mode = Answer.text(freeze, "mode");
        check(
                mode.equals("OFF"),
                "freeze",
                mode.equals("OFF")
                        ? "operations are carried out"
                        : "%s since %s by %s: %s"
                                .formatted(
                                        mode,
                                        Answer.text(freeze, "since"),
                                        Answer.text(freeze, "by"),
                                        Answer.text(freeze, "reason")));
    }

    private void snapshot(Gateway gateway) {
        var answer = gateway.get("/api/snapshot", Patience.USUAL);
        if (!answer.isSuccess()) {
            check(false, "snapshot", Refusals.of(answer, gateway.connection()).sentence());
            return;
        }
        answer.json().path("sources").valueStream().forEach(source -> {
            var state = Answer.text(source, "state");
            if (!state.equals("OK") && !state.equals("OFF")) {
                check(
                        false,
                        "snapshot",
                        "%s is %s: %s".formatted(Answer.text(source, "name"), state, Answer.text(source, "trouble")));
            }
        });
        good("snapshot", "read at %s".formatted(answer.text("read_at")));
    }

    private void dependencies(Gateway gateway) {
        var answer = gateway.get("/health/dependencies", Patience.NONE);
        var all = answer.json().path("dependencies");
        if (all.isEmpty()) {
            check(
                    Answer.text(answer.json(), "status").equals("UP"),
                    "depends",
                    "status " + Answer.text(answer.json(), "status"));
        }
        all.valueStream().forEach(one -> {
            var state = Answer.text(one, "state");
            check(
                    !state.equals("DOWN"),
                    Answer.text(one, "name"),
                    state + (Answer.text(one, "cause").isEmpty() ? "" : ": " + Answer.text(one, "cause")));
        });
    }

    private void good(String about, String text) {
        say(line("ok", about, text));
    }

    private void check(boolean isGood, String about, String text) {
        if (isGood) {
            good(about, text);
            return;
        }
        exit = ExitCode.FAILED;
        say(line("BAD", about, text));
        report().problem(null, new CommandFailure(ExitCode.FAILED, about + ": " + text));
    }

    private static String line(String result, String about, String text) {
        return "%-5s %-11s %s".formatted(result, about, text);
    }
}
