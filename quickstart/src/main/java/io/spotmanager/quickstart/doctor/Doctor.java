package io.spotmanager.quickstart.doctor;

import io.spotmanager.domain.settings.ConfigTree;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.settings.SecretFiles;
import io.spotmanager.domain.settings.UnknownSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** {@code ./spot doctor}: looks at an installation from where it is called, with the settings in the environment. It changes nothing. */
public final class Doctor {
    private static final int HEALTHY = 0;
    private static final int SOMETHING_IS_BAD = 1;
    private static final int WRONG_USAGE = 2;

    private Doctor() {}

    static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: ./spot doctor (it takes the same environment as the parts)");
            System.exit(WRONG_USAGE);
        }
        // Without a part's settings every library would log, and Flyway the whole address with every default in it.
        LoggingSystem.get(Objects.requireNonNull(Doctor.class.getClassLoader()))
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        System.exit(examine(System.getenv(), Path.of(".").toAbsolutePath(), System.out));
    }

    /**
     * Prints a line for each thing that was looked at. Blocks for the time-outs of what does not answer.
     *
     * @return 0 if all is well, 1 if something is bad
     */
    public static int examine(Map<String, String> variables, Path folder, PrintStream out) {
        var bad = 0;
        for (var look : looks(variables, folder)) {
            for (var diagnosis : look.get()) {
                out.println(diagnosis);
                bad += diagnosis.isBad() ? 1 : 0;
            }
        }
        out.println();
        out.println(bad == 0 ? "Nothing is wrong with what was looked at." : "%d to put right.".formatted(bad));
        return bad == 0 ? HEALTHY : SOMETHING_IS_BAD;
    }

    private static List<Supplier<List<Diagnosis>>> looks(Map<String, String> variables, Path folder) {
        var looks = new ArrayList<Supplier<List<Diagnosis>>>();
        looks.add(() -> unknown(variables));
        try {
            var environment = SecretFiles.in(ConfigTree.in(variables));
            environment.values().removeIf(String::isBlank); // as a Compose file passes them
            looks.add(() -> DatabaseCheck.look(environment));
            looks.add(() -> BrokerCheck.look(environment));
            looks.add(() -> CloudChecks.look(environment));
        } catch (InvalidConfigurationException e) {
            looks.add(() -> List.of(Diagnosis.bad("settings", String.valueOf(e.getMessage()), "")));
        }
        looks.add(() -> MachineCheck.look(folder));
        return looks;
    }

    private static List<Diagnosis> unknown(Map<String, String> variables) {
        var unknown = UnknownSettings.among(variables.keySet(), List.of());
        return unknown.isEmpty()
                ? List.of(Diagnosis.ok("settings", "Every variable that is meant for Spot Manager is known."))
                : unknown.stream()
                        .map(sentence -> Diagnosis.bad("settings", sentence, ""))
                        .toList();
    }
}
