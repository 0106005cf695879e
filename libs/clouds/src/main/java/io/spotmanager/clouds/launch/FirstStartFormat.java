package io.spotmanager.clouds.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Checks user data by cloud-init's own rules. cloud-init looks at the first characters, and ignores other user data
 * with a warning in its log (cloudinit/user_data.py, type_from_starts_with). Of a cloud-config only the keys that the
 * built-in template uses are checked, according to cloudinit/config/schemas.
 */
final class FirstStartFormat {
    private static final String CONFIG = "#cloud-config";
    private static final String SCRIPT = "#!";
    private static final String MIME = "mime-version:";
    private static final List<String> MIME_BEGINNINGS = List.of("content-type: multipart/", MIME);
    private static final int MIME_IS_WITHIN = 4_096;

    private FirstStartFormat() {}

    /** Returns why cloud-init would ignore or reject it; empty if it is valid. */
    static Optional<String> objection(String userData) {
        if (userData.startsWith("\uFEFF")) {
            return Optional.of(
                    "begins with a byte order mark, so that cloud-init ignores it: save it as UTF-8 without one");
        }
        if (userData.startsWith(SCRIPT)) {
            return userData.contains("\r")
                    ? Optional.of(
                            "is a script whose lines end as on Windows, which no shell runs: save it with LF alone")
                    : Optional.empty();
        }
        if (isMime(userData)) {
            return Optional.empty();
        }
        if (!userData.lines().findFirst().orElse("").strip().equals(CONFIG)) {
            return Optional.of(
                    "does not begin with a line #cloud-config (or #!, or a MIME header), so that cloud-init ignores it");
        }
        return inConfig(userData);
    }

    private static boolean isMime(String userData) {
        var start = userData.substring(0, Math.min(userData.length(), MIME_IS_WITHIN))
                .toLowerCase(java.util.Locale.ROOT);
        return MIME_BEGINNINGS.stream().anyMatch(start::startsWith) && start.contains(MIME);
    }

    private static Optional<String> inConfig(String userData) {
        try {
            Object config = new Yaml(new SafeConstructor(new LoaderOptions())).load(userData);
            return switch (config) {
                case null -> Optional.of("sets nothing");
                case Map<?, ?> map -> wrong(map).findFirst();
                default -> Optional.of("is no list of keys with values");
            };
        } catch (YAMLException e) {
            return Optional.of(
                    "is not YAML: " + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private static Stream<String> wrong(Map<?, ?> config) {
        return Stream.of(
                        files(config.get("write_files"), config.containsKey("write_files")),
                        lists(config, "runcmd"),
                        lists(config, "bootcmd"),
                        lists(config, "packages"),
                        power(config.get("power_state"), config.containsKey("power_state")))
                .flatMap(List::stream);
    }

    /** Each element must be a text or a list of texts; a wrongly indented element is neither. */
    private static List<String> lists(Map<?, ?> config, String key) {
        if (!config.containsKey(key)) {
            return List.of();
        }
        return config.get(key) instanceof List<?> list && list.stream().allMatch(FirstStartFormat::isTextOrTexts)
                ? List.of()
                : List.of("has under %s something else than a list of texts: check the indent".formatted(key));
    }

    private static boolean isTextOrTexts(@Nullable Object entry) {
        return entry instanceof String
                || entry instanceof List<?> words
                        && words.stream().allMatch(word -> word instanceof String || word instanceof Integer);
    }

    private static List<String> files(@Nullable Object files, boolean given) {
        if (!given) {
            return List.of();
        }
        var known = List.of("path", "content", "source", "owner", "permissions", "encoding", "append", "defer");
        return files instanceof List<?> list
                        && list.stream()
                                .allMatch(entry -> entry instanceof Map<?, ?> file
                                        && file.get("path") instanceof String
                                        && known.containsAll(file.keySet()))
                ? List.of()
                : List.of(
                        "has under write_files something else than a list of files with a path and of %s: check the indent"
                                .formatted(known));
    }

    private static List<String> power(@Nullable Object power, boolean given) {
        if (!given) {
            return List.of();
        }
        var complaints = new ArrayList<String>();
        if (!(power instanceof Map<?, ?> map
                && List.of("poweroff", "reboot", "halt").contains(map.get("mode")))) {
            complaints.add("has under power_state no mode that is poweroff, reboot or halt: check the indent");
        }
        return complaints;
    }
}
