package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.text.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An operation as the gateway shows it. States and members of another release are shown as they are, or left out. */
record OperationSeen(JsonNode json) {
    private static final String SUCCEEDED = "SUCCEEDED";

    String id() {
        return text("id");
    }

    String host() {
        return text("host");
    }

    String kind() {
        return text("kind");
    }

    String state() {
        return text("state");
    }

    String text(String member) {
        return Answer.text(json, member);
    }

    boolean isOpen() {
        return json.has("open") ? json.path("open").asBoolean(true) : !json.has("ended_at");
    }

    /** True if it goes on only when a person has decided, and nobody has yet. */
    boolean needsPerson() {
        return isOpen()
                && json.hasNonNull("state")
                && !json.hasNonNull("available_at")
                && text("pending_action").isEmpty();
    }

    /** True if it will not change by itself. */
    boolean isOver() {
        return !isOpen() || needsPerson();
    }

    ExitCode exit() {
        return needsPerson() ? ExitCode.NEEDS_PERSON : state().equals(SUCCEEDED) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Returns the pools between which the host goes, as far as it is about pools. */
    String route() {
        var request = json.path("request");
        var from = Answer.text(request, "source_aggregate");
        var to = Answer.text(request, "target_aggregate");
        return from.isEmpty() && to.isEmpty()
                ? ""
                : Stream.of(from, to)
                        .map(pool -> pool.isEmpty() ? "-" : pool)
                        .reduce("%s > %s"::formatted)
                        .orElse("");
    }

    /** Returns why it is in its state, or what it waits for. */
    String why() {
        return Stream.of("cause", "waiting_for")
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Returns one line that changes whenever something has happened. */
    String progress() {
        var attempt = json.path("attempt").asInt(0);
        return "%s %s: %s%s%s"
                .formatted(
                        kind(),
                        host(),
                        state(),
                        attempt > 0 && !isOver() ? ", %d failed attempts".formatted(attempt) : "",
                        why().isEmpty() ? "" : ". " + why());
    }

    /** Returns what somebody should know of it although it went on, a sentence for each. */
    List<String> warnings() {
        var warnings = json.path("facts").path("warnings");
        return (warnings.isArray() ? warnings.valueStream() : Stream.of(warnings))
                .map(warning -> warning.asString(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** An action that somebody can ask for now. */
    record Action(String name, String sentence, boolean recommended) {
        /** The gateway describes one of several actions that do the same, or, of another release, none. */
        private static final String NOT_DESCRIBED = "The gateway does not describe what it does.";

        boolean isDescribed() {
            return !sentence.equals(NOT_DESCRIBED);
        }

        /** Returns it as it stands in an address, and as a person writes it. */
        String word() {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean is(String written) {
            return plain(written).equals(plain(name));
        }

        private static String plain(String word) {
            return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        }
    }

    List<Action> actions() {
        return json.path("actions")
                .valueStream()
                .map(name -> name.asString(""))
                .map(name -> json.path("action_effects")
                        .valueStream()
                        .filter(effect -> Answer.text(effect, "action").equals(name))
                        .findFirst()
                        .map(effect -> new Action(
                                name,
                                "%s. %s%s"
                                        .formatted(
                                                Answer.text(effect, "caption"),
                                                Answer.text(effect, "effect"),
                                                effect.hasNonNull("reason") ? " " + Answer.text(effect, "reason") : ""),
                                effect.path("recommended").asBoolean(false)))
                        .orElseGet(() -> new Action(name, Action.NOT_DESCRIBED, false)))
                .toList();
    }
}
