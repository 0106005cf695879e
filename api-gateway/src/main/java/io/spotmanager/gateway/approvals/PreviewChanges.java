package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** In what two previews of one command differ. */
final class PreviewChanges {
    private PreviewChanges() {}

    /** Returns a sentence for each difference that counts; empty if the second person approves what the first asked for. */
    static List<String> between(ReviewedPreview then, ReviewedPreview now) {
        return Stream.of(
                        commands(then.commands(), now.commands()),
                        tenants(then.tenants(), now.tenants()),
                        checks(then.checks(), now.checks()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> commands(List<Line> then, List<Line> now) {
        var before = then.stream().map(Line::command).toList();
        var after = now.stream().map(Line::command).toList();
        return Stream.concat(
                        without(before, after).stream().map("The command is not part of it any more: %s."::formatted),
                        without(after, before).stream().map("The command is new: %s."::formatted))
                .toList();
    }

    private static List<String> tenants(ReviewedPreview.Tenants then, ReviewedPreview.Tenants now) {
        return then.equals(now)
                ? List.of()
                : List.of("The VMs of the host are not the same: %d then, %d now%s."
                        .formatted(then.vms(), now.vms(), then.vms() == now.vms() ? ", but others" : ""));
    }

    /** Not by their texts, which say how many hosts a pool has, and when something was read; a check may be there twice. */
    private static List<String> checks(List<Check> then, List<Check> now) {
        var sentences = new ArrayList<String>();
        var left = new ArrayList<>(now);
        for (var check : then) {
            var same = IntStream.range(0, left.size())
                    .filter(index -> isLike(check, left.get(index)))
                    .findFirst();
            if (same.isPresent()) {
                left.remove(same.getAsInt());
            } else {
                sentences.add("The check %s does not give %s any more.".formatted(check.name(), check.result()));
            }
        }
        left.forEach(check ->
                sentences.add("The check %s gives %s now: %s".formatted(check.name(), check.result(), check.text())));
        return sentences;
    }

    private static boolean isLike(Check check, Check other) {
        return other.name().equals(check.name()) && other.result() == check.result();
    }

    private static List<String> without(List<String> all, List<String> others) {
        var rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }
}
