package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.http.Secret;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of RunPod and the host account's key.
 *
 * @param url the GraphQL address, without a key in it
 */
public record RunPodSettings(String url, Secret key, Limits limits) {

    /**
     * Reads the {@code RUNPOD_*} variables.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @return empty if {@code RUNPOD_API_KEY} is not set: machines can then not be registered
     * @throws io.spotmanager.clouds.http.InvalidConfigurationException with one sentence that names every missing or wrong
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
        String url = variables.address("RUNPOD_URL");
        if (url.contains("?")) {
            variables.addError("RUNPOD_URL has a query: the key belongs into RUNPOD_API_KEY");
        }
        Limits limits = variables.limits();
        variables.validate(
                "RunPod cannot be used", "set them in the environment, or unset RUNPOD_API_KEY to go without");
        return Optional.of(new RunPodSettings(url, new Secret(key), limits));
    }

    public RunPodSettings withLimits(Limits others) {
        return new RunPodSettings(url, key, others);
    }
}
