package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.http.Secret;
import io.spotmanager.domain.call.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of Hyperstack, its key and its limits.
 *
 * @param url with the version, without a slash at the end
 * @param creation time-out of a create, which Hyperstack answers slowly
 * @param rate our share of Hyperstack's limit per address
 */
public record HyperstackSettings(String url, Secret key, Limits limits, Duration creation, RateLimit rate) {

    private static final double PERCENT = 100;

    /**
     * Reads the {@code HYPERSTACK_*} variables.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @return empty if {@code HYPERSTACK_API_KEY} is not set: VMs can then not be launched
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException with one sentence that names every missing or wrong
     *     setting, without the key
     */
    public static Optional<HyperstackSettings> from(Function<String, @Nullable String> environment) {
        Env variables = new Env(environment);
        String key = variables.get("HYPERSTACK_API_KEY");
        if (key == null) {
            return Optional.empty();
        }
        if (!Secret.canBeHeader(key)) {
            variables.addError("HYPERSTACK_API_KEY has blanks or other characters that no key has");
        }
        String url = variables.address("HYPERSTACK_URL");
        Duration creation = variables.duration("HYPERSTACK_CREATE_TIMEOUT", Duration.ofSeconds(120));
        Optional<RateLimit> rate = rate(variables);
        Limits limits = variables.limits();
        variables.validate(
                "Hyperstack cannot be used", "set them in the environment, or unset HYPERSTACK_API_KEY to go without");
        return rate.map(each -> new HyperstackSettings(url, new Secret(key), limits, creation, each));
    }

    public HyperstackSettings withLimits(Limits others, Duration otherCreation) {
        return new HyperstackSettings(url, key, others, otherCreation, rate);
    }

    private static Optional<RateLimit> rate(Env variables) {
        long calls = variables.number("HYPERSTACK_CALLS_PER_MINUTE", 500);
        String reserved = variables.get("HYPERSTACK_RESERVED_PERCENT", "20");
        if (calls < 4) {
            variables.addError("HYPERSTACK_CALLS_PER_MINUTE is below 4");
            return Optional.empty();
        }
        if (!reserved.matches("[0-9]{1,2}")) {
            variables.addError("HYPERSTACK_RESERVED_PERCENT is no whole number from 0 to 99");
            return Optional.empty();
        }
        return Optional.of(new RateLimit(
                "Hyperstack",
                (int) calls,
                Duration.ofMinutes(1),
                Integer.parseInt(reserved) / PERCENT,
                variables.duration("HYPERSTACK_RATE_LIMIT_MAX_WAIT", Duration.ofSeconds(2))));
    }
}
