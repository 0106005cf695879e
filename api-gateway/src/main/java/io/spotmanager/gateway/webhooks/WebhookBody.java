package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.webhooks.Webhook.Filter;
import io.spotmanager.gateway.webhooks.Webhook.Format;
import io.spotmanager.gateway.webhooks.Webhook.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as an admin sends it.
 *
 * @param format `cloudevents`, `slack`, `teams` or `pagerduty`; null for the first
 * @param url to which it is sent; null to leave it as it is, or for PagerDuty
 * @param routingKey the integration key of PagerDuty's Events API v2; null to leave it as it is
 * @param events what is told
 * @param pools of which it tells; empty or null for all
 * @param gpuTypes of which it tells; empty or null for all
 * @param operations the kinds of operation of which it tells; empty or null for all
 * @param enabled false if nothing is to be sent; null for true
 */
record WebhookBody(
        @Nullable String format,
        @Nullable String url,
        @Nullable String routingKey,
        @Nullable List<@Nullable String> events,
        @Nullable List<@Nullable String> pools,
        @Nullable List<@Nullable String> gpuTypes,
        @Nullable List<@Nullable String> operations,
        @Nullable Boolean enabled) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9]{32}");
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
    private static final int MOST_ENTRIES = 100;

    /** What the installation has, by which filters are judged. */
    record Known(Set<String> pools, Set<String> gpuTypes, Set<String> operations) {}

    /** What is wanted. */
    record Wish(Target target, Filter filter, boolean enabled) {}

    boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /**
     * @param before null if it is new
     * @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong, and what would be right
     */
    Wish wish(String name, @Nullable Webhook before, Known known, UrlRules urls) {
        var wrong = new ArrayList<FieldProblem>();
        if (!NAME.matcher(name).matches()) {
            wrong.add(new FieldProblem("name", "must have 1 to 50 small letters, digits or dashes"));
        }
        var wanted = form(before);
        if (wanted.isEmpty()) {
            wrong.add(new FieldProblem(
                    "format",
                    "is '%s' and must be one of %s"
                            .formatted(
                                    format,
                                    Arrays.stream(Format.values())
                                            .map(Format::wire)
                                            .toList())));
        }
        var form = wanted.orElse(Format.CLOUDEVENTS);
        var address = address(before, form);
        if (address == null) {
            wrong.add(new FieldProblem("url", "is missing: the address to which events are sent, with https://"));
        } else {
            urls.wrong(address).ifPresent(why -> wrong.add(new FieldProblem("url", why)));
        }
        var key = form == Format.PAGERDUTY ? key(before) : null;
        if (form == Format.PAGERDUTY
                && (key == null || !ROUTING_KEY.matcher(key).matches())) {
            wrong.add(new FieldProblem(
                    "routing_key",
                    "%s: the integration key of an Events API v2 integration has 32 letters and digits"
                            .formatted(key == null ? "is missing" : "is no such key")));
        } else if (form != Format.PAGERDUTY && routingKey != null) {
            wrong.add(new FieldProblem("routing_key", "belongs to the format pagerduty alone: leave it out"));
        }
        var told = texts(events);
        if (told.isEmpty()) {
            wrong.add(new FieldProblem(
                    "events", "is empty: name at least one of %s".formatted(EventKind.subscribable())));
        }
        wrong.addAll(wrong("events", told, Set.copyOf(EventKind.subscribable())));
        wrong.addAll(wrong("pools", texts(pools), known.pools()));
        wrong.addAll(wrong("gpu_types", texts(gpuTypes), known.gpuTypes()));
        wrong.addAll(wrong("operations", texts(operations), known.operations()));
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(List.copyOf(wrong));
        }
        return new Wish(
                new Target(form, Objects.requireNonNull(address), key),
                new Filter(told, texts(pools), texts(gpuTypes), texts(operations)),
                isEnabled());
    }

    private Optional<Format> form(@Nullable Webhook before) {
        return format == null
                ? Optional.of(
                        before == null ? Format.CLOUDEVENTS : before.target().format())
                : Arrays.stream(Format.values())
                        .filter(each -> each.wire().equals(format))
                        .findFirst();
    }

    private @Nullable String address(@Nullable Webhook before, Format form) {
        if (url != null) {
            return url;
        }
        if (before != null && before.target().format() == form) {
            return before.target().url();
        }
        return form == Format.PAGERDUTY ? PAGERDUTY : null;
    }

    private @Nullable String key(@Nullable Webhook before) {
        return routingKey != null || before == null
                ? routingKey
                : before.target().routingKey();
    }

    /** A filter that matches nothing would lose events in silence. */
    private static List<FieldProblem> wrong(String field, List<String> named, Set<String> known) {
        var wrong = new ArrayList<FieldProblem>();
        if (named.size() > MOST_ENTRIES) {
            return List.of(new FieldProblem(field, "has %d entries, at most %d".formatted(named.size(), MOST_ENTRIES)));
        }
        var seen = new HashSet<String>();
        for (var index = 0; index < named.size(); index++) {
            var place = "%s[%d]".formatted(field, index);
            var entry = named.get(index);
            if (!known.contains(entry)) {
                wrong.add(new FieldProblem(
                        place,
                        "is '%s', and there is none of that name: there are %s"
                                .formatted(entry, known.stream().sorted().toList())));
            } else if (!seen.add(entry)) {
                wrong.add(new FieldProblem(place, "is '%s' again: name each once".formatted(entry)));
            }
        }
        return wrong;
    }

    /** One that is no text stays, so that it is named by its number. */
    private static List<String> texts(@Nullable List<@Nullable String> names) {
        return names == null ? List.of() : names.stream().map(String::valueOf).toList();
    }
}
