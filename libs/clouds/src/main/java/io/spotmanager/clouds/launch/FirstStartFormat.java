package io.spotmanager.clouds.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks user data by cloud-init's own rules. cloud-init decides by the first characters what it is (cloudinit/handlers,
 * INCLUSION_TYPES_MAP), and ignores other user data with a warning in its log. Here a cloud-config, a script, and a MIME
 * message of these are accepted. The other types fetch or run further text, which cannot be checked at the start.
 */
final class FirstStartFormat {
    private static final String CONFIG = "#cloud-config";
    private static final String SCRIPT = "#!";
    private static final String MIME = "mime-version:";
    private static final List<String> MIME_BEGINNINGS = List.of("content-type: multipart/", MIME);
    private static final int MIME_IS_WITHIN = 4_096;
    private static final String JINJA = "## template: jinja";
    private static final List<String> OTHERS = List.of(
            "#cloud-config-archive",
            "#cloud-config-jsonp",
            "#cloud-boothook",
            "#include-once",
            "#include",
            "#part-handler");

    private FirstStartFormat() {}

    /**
     * Returns why cloud-init would ignore or reject it, or why the certificate would not reach the VM; empty if it is valid.
     *
     * @param userData with the certificate filled in
     * @param certificate what stands in its places
     * @param place the place of the certificate in the template, for people
     */
    static Optional<String> objection(String userData, String certificate, String place) {
        if (userData.startsWith("\uFEFF")) {
            return Optional.of(
                    "begins with a byte order mark, so that cloud-init ignores it: save it as UTF-8 without one");
        }
        var places = isMime(userData) ? mime(userData, certificate) : single(userData, certificate);
        return switch (places) {
            case Problem(var why) -> Optional.of(why);
            case Places(var used, var unused) when used == 0 && unused == 0 -> Optional.of(noPlace(place));
            case Places(var used, var _)
            when used == 0 ->
                Optional.of("has the place %s in a comment only: a VM started from it could not join RunPod"
                        .formatted(place));
            case Places(var _, var unused)
            when unused > 0 ->
                Optional.of("has the place %s in a comment, where the certificate has no use: remove it there"
                        .formatted(place));
            default -> Optional.empty();
        };
    }

    private static String noPlace(String place) {
        return "has no place %s outside of comments: a VM started from it could not join RunPod".formatted(place);
    }

    private sealed interface Finding {}

    private record Problem(String why) implements Finding {}

    /**
     * How often the certificate is there.
     *
     * @param used in values of a cloud-config, or in a script
     * @param unused in comments of a cloud-config
     */
    private record Places(int used, int unused) implements Finding {}

    private static Finding single(String text, String certificate) {
        if (text.startsWith(SCRIPT)) {
            return script(text, certificate);
        }
        var first = text.lines().findFirst().orElse("").strip().toLowerCase(Locale.ROOT);
        if (first.startsWith(JINJA)) {
            return new Problem(
                    "is a jinja template, whose braces are those of the places here: write what it would make of them");
        }
        if (OTHERS.stream().anyMatch(first::startsWith)) {
            return new Problem(
                    "begins with %s, which cannot be checked here: use #cloud-config, a script with #!, or a MIME message of these"
                            .formatted(first.split("\\s", 2)[0]));
        }
        return text.lines().findFirst().orElse("").strip().equals(CONFIG) && text.startsWith(CONFIG)
                ? config(text, certificate)
                : new Problem(
                        "does not begin with a line #cloud-config (or #!, or a MIME header), so that cloud-init ignores it");
    }

    private static Finding script(String text, String certificate) {
        return text.contains("\r")
                ? new Problem("is a script whose lines end as on Windows, which no shell runs: save it with LF alone")
                : new Places(count(text, certificate), 0);
    }

    private static Finding config(String text, String certificate) {
        return switch (CloudConfigSchema.parse(text)) {
            case CloudConfigSchema.Rejected(var why) -> new Problem(why);
            case CloudConfigSchema.Config(Map<?, ?> values) -> {
                var used = CloudConfigSchema.texts(values)
                        .mapToInt(value -> count(value, certificate))
                        .sum();
                yield new Places(used, Math.max(0, count(text, certificate) - used));
            }
        };
    }

    private static boolean isMime(String userData) {
        var start = userData.substring(0, Math.min(userData.length(), MIME_IS_WITHIN))
                .toLowerCase(Locale.ROOT);
        return MIME_BEGINNINGS.stream().anyMatch(start::startsWith) && start.contains(MIME);
    }

    /** A part says its type in its header, or by its beginning if the header says text/plain. */
    private static Finding mime(String message, String certificate) {
        var parts = MimeParts.of(message);
        if (parts.isEmpty()) {
            return new Problem("is a MIME message without a boundary or without parts, so that cloud-init ignores it");
        }
        var used = 0;
        var unused = 0;
        for (int i = 0; i < parts.size(); i++) {
            var finding = part(parts.get(i), certificate);
            if (finding instanceof Problem(var why)) {
                return new Problem("has a part %d that %s".formatted(i + 1, why));
            }
            if (finding instanceof Places places) {
                used += places.used();
                unused += places.unused();
            }
        }
        return new Places(used, unused);
    }

    private static Finding part(MimeParts.Part part, String certificate) {
        return switch (part.type()) {
            case "text/cloud-config" -> config(part.body(), certificate);
            case "text/x-shellscript",
                    "text/x-shellscript-per-boot",
                    "text/x-shellscript-per-instance",
                    "text/x-shellscript-per-once" ->
                part.body().startsWith(SCRIPT)
                        ? script(part.body(), certificate)
                        : new Problem("is a script without #! at its beginning, which the system does not run");
            case "text/plain" -> single(part.body(), certificate);
            default ->
                new Problem(
                        "is of the type %s, which cannot be checked here: use text/cloud-config or text/x-shellscript"
                                .formatted(part.type()));
        };
    }

    private static int count(String text, String word) {
        return text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
    }
}
