package io.spotmanager.domain.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds environment variables that are meant for Spot Manager and that no part reads. */
public final class UnknownSettings {
    private static final List<String> OURS = List.of("SPOT_", "HYPERSTACK_", "RUNPOD_", "NETBOX_");

    /** Of the command line, of Docker Compose and of the build: they may stand in the same environment. */
    private static final Set<String> OF_OTHERS = Set.of(
            "SPOT_TOKEN",
            "SPOT_TOKEN_FILE",
            "SPOT_ADDRESS",
            "SPOT_CA_FILE",
            "SPOT_CONFIG",
            "SPOT_URL",
            "SPOT_USER",
            "SPOT_PASSWORD",
            "SPOT_COMMIT",
            "SPOT_VERSION",
            "SPOT_GATEWAY_ADDRESS",
            "SPOT_GATEWAY_PORT",
            "SPOT_SIMULATOR_PORT",
            "SPOT_DEMO");

    private UnknownSettings() {}

    /**
     * Returns a sentence for each variable that is not known.
     *
     * @param variables the names in the environment
     * @param former names of the release before, which are told elsewhere
     */
    public static List<String> among(Collection<String> variables, Collection<String> former) {
        return variables.stream()
                .filter(variable -> OURS.stream().anyMatch(variable::startsWith))
                .filter(variable -> !OF_OTHERS.contains(variable) && !former.contains(variable) && !isKnown(variable))
                .filter(variable -> !variable.startsWith("SPOT_TEST_"))
                .sorted()
                .map(UnknownSettings::sentence)
                .toList();
    }

    private static boolean isKnown(String variable) {
        return KnownSettings.names().anyMatch(name -> name.is(variable))
                || SecretFiles.secretOf(variable).isPresent();
    }

    private static String sentence(String variable) {
        return "The setting %s is not known, so it has no effect: %s"
                .formatted(
                        variable,
                        nearest(variable)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("remove it, or correct its name. docs/settings.md lists all settings."));
    }

    private static Optional<String> nearest(String variable) {
        return KnownSettings.names()
                .map(name -> name.text().replace("*", "CA1"))
                .filter(name -> distance(name, variable) <= Math.max(4, variable.length() / 4))
                .min(Comparator.comparing((String name) -> !hasWordsOf(name, variable))
                        .thenComparingInt(name -> distance(name, variable)));
    }

    /** As of {@code RUNPOD_KEY} in {@code RUNPOD_API_KEY}. */
    private static boolean hasWordsOf(String name, String variable) {
        return List.of(name.split("_")).containsAll(List.of(variable.split("_")));
    }

    /** The number of letters to insert, remove or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[above.length];
            line[0] = row;
            for (int column = 1; column < line.length; column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(replaced, Math.min(above[column], line[column - 1]) + 1);
            }
            above = line;
        }
        return above[other.length()];
    }
}
