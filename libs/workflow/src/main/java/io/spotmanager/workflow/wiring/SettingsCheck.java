package io.spotmanager.workflow.wiring;

import io.spotmanager.domain.settings.SecretFiles;
import io.spotmanager.domain.settings.UnknownSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names each variable of the environment that no part knows, and reads the secrets whose files the environment names. */
final class SettingsCheck implements EnvironmentPostProcessor {
    /** With this ending Spring reads variables as those of the environment. */
    private static final String SOURCE = "files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** Several parts may run in one process, with one environment. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final Log log;

    SettingsCheck(DeferredLogFactory logs) {
        this.log = logs.getLog(SettingsCheck.class);
    }

    /** @throws io.spotmanager.domain.settings.InvalidConfigurationException if a file cannot be used */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var variables = variables(environment);
        var former = RenamedSettings.ALL.stream()
                .map(renamed -> renamed.old().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .toList();
        UnknownSettings.among(variables.keySet(), former).stream()
                .filter(TOLD::add)
                .forEach(log::warn);
        Map<String, Object> secrets = new LinkedHashMap<>(SecretFiles.read(variables));
        if (!secrets.isEmpty()) {
            environment
                    .getPropertySources()
                    .addBefore(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(SOURCE, secrets));
        }
    }

    private static Map<String, String> variables(ConfigurableEnvironment environment) {
        var source = environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        Map<String, String> variables = new LinkedHashMap<>();
        if (source instanceof SystemEnvironmentPropertySource all) {
            for (var name : all.getPropertyNames()) {
                variables.put(name, String.valueOf(all.getProperty(name)));
            }
        }
        return variables;
    }
}
