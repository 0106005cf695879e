package io.spotmanager.workflow.wiring;

import io.spotmanager.domain.settings.KnownSettings;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * The settings of an environment, with its secrets as they were given. Spring takes <code>${...}</code> in a value for a placeholder: it
 * would change such a password, or stop with an error that shows it.
 */
public final class GivenSettings {
    private GivenSettings() {}

    /** Returns a function that returns null for what is not set. */
    public static Function<String, @Nullable String> of(Environment environment) {
        return name -> isSecret(name) && environment instanceof ConfigurableEnvironment sources
                ? asGiven(sources, name)
                : environment.getProperty(name);
    }

    private static @Nullable String asGiven(ConfigurableEnvironment environment, String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            var value = source.getProperty(name);
            if (value != null) {
                return Objects.toString(value);
            }
        }
        return null;
    }

    private static boolean isSecret(String name) {
        return KnownSettings.lines().stream()
                .flatMap(line -> line.names().stream())
                .anyMatch(known -> known.secret() && known.text().equals(name));
    }
}
