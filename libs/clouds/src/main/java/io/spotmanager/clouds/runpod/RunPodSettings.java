package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.http.Secret;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of RunPod and the host account's key.
 *
 * @param url the GraphQL address, without a key in it
 */
public record RunPodSettings(String url, Secret key, Limits limits) {
    private static final String NO_KEY = "a-key-that-only-the-launch-worker-has";

    /**
     * Reads the {@code RUNPOD_*} variables.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @return empty if {@code RUNPOD_API_KEY} is not set: machines can then not be registered
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException with one sentence that names every missing or wrong
     *     setting, without the key
     */
    public static Optional<RunPodSettings> from(Function<String, @Nullable String> environment) {
        Env variables = new Env(environment);
        String key = variables.get("RUNPOD_API_KEY");
        if (key == null) {
            return Optional.empty();
        }
        if (!Secret.canBeHeader(key)) {
            variables.addError("RUNPOD_API_KEY has blanks or other characters that no key has");
        }
        return Optional.of(read(variables, new Secret(key), "RUNPOD_API_KEY"));
    }

    /**
     * Reads what a preview of requests needs: everything but the key, which a part that sends nothing must not have.
     *
     * @return empty if {@code RUNPOD_URL} is not set
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException as {@link #from}
     */
    public static Optional<RunPodSettings> withoutKey(Function<String, @Nullable String> environment) {
        Env variables = new Env(environment);
        return variables.get("RUNPOD_URL") == null
                ? Optional.empty()
                : Optional.of(read(variables, new Secret(NO_KEY), "RUNPOD_URL"));
    }

    /**
     * Whether RunPod is not called, and a person does what would be asked of it: {@code RUNPOD_BY_HAND}.
     *
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException if it is neither true nor false
     */
    public static boolean byHand(Function<String, @Nullable String> environment) {
        var given = new Env(environment).get("RUNPOD_BY_HAND");
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw new InvalidConfigurationException(
                    "RUNPOD_BY_HAND is \"%s\": it must be true (a person does what RunPod's API would) or false."
                            .formatted(given));
        }
        return "true".equals(given);
    }

    private static RunPodSettings read(Env variables, Secret key, String without) {
        String url = variables.address("RUNPOD_URL");
        if (url.contains("?")) {
            variables.addError("RUNPOD_URL has a query: the key belongs into RUNPOD_API_KEY");
        }
        Limits limits = variables.limits();
        variables.validate(
                "RunPod cannot be used", "set them in the environment, or unset %s to go without".formatted(without));
        return new RunPodSettings(url, key, limits);
    }

    public RunPodSettings withLimits(Limits others) {
        return new RunPodSettings(url, key, others);
    }
}
