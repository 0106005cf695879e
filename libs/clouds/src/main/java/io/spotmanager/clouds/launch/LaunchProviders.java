package io.spotmanager.clouds.launch;

import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.clouds.settings.RegionSettings;
import io.spotmanager.domain.call.RateLimit;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.Regions;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.vm.MachineRegistry;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The providers of a launch, or the reason why they are not available. */
public sealed interface LaunchProviders {
    Duration CATALOGUES_ARE_GOOD_FOR = Duration.ofMinutes(5);

    /** All keys are set; nothing has been sent yet. */
    record Connected(
            VmProvider vms, Catalogues catalogues, MachineRegistry machines, Regions regions, CloudInit cloudInit)
            implements LaunchProviders {}

    /** @param why what is missing and which setting supplies it */
    record Missing(String why) implements LaunchProviders {}

    /**
     * Reads all settings of launches.
     *
     * @param setting returns null for what is not set
     * @param limiter creates the rate limiter of a provider
     * @param clock of the steps that wait when a provider asks to
     * @throws InvalidConfigurationException with one text that names every missing or wrong setting, if the keys are set
     */
    static LaunchProviders from(
            Function<String, @Nullable String> setting, Function<RateLimit, RateLimiter> limiter, InstantSource clock) {
        return from(
                setting,
                limiter,
                clock,
                () -> byHandOr(
                        setting, () -> RunPodSettings.from(setting).map(found -> RunPodRegistry.connect(found, clock))),
                "no RunPod key: set RUNPOD_API_KEY");
    }

    /**
     * The same for a part that previews launches and carries out none: it reads Hyperstack, and shows what would be sent to RunPod without
     * having the key for it.
     */
    static LaunchProviders forPreviews(
            Function<String, @Nullable String> setting, Function<RateLimit, RateLimiter> limiter) {
        return from(
                setting,
                limiter,
                InstantSource.system(),
                () -> byHandOr(setting, () -> RunPodSettings.withoutKey(setting).map(RunPodRegistry::previewing)),
                "no address of RunPod: set RUNPOD_URL");
    }

    /** Without RunPod's API a person does what would be asked of it. A key that is still set is not used then. */
    private static Optional<MachineRegistry> byHandOr(
            Function<String, @Nullable String> setting, Supplier<Optional<MachineRegistry>> runPod) {
        return RunPodSettings.byHand(setting) ? Optional.of(new MachinesByHand()) : runPod.get();
    }

    private static LaunchProviders from(
            Function<String, @Nullable String> setting,
            Function<RateLimit, RateLimiter> limiter,
            InstantSource clock,
            Supplier<Optional<MachineRegistry>> runPodReading,
            String withoutRunPod) {
        var mistakes = new ArrayList<String>();
        var hyperstack = orMistake(mistakes, () -> HyperstackSettings.from(setting));
        var runPod = orMistake(mistakes, runPodReading);
        if (mistakes.isEmpty() && (hyperstack.isEmpty() || runPod.isEmpty())) {
            return new Missing(hyperstack.isEmpty() ? "no Hyperstack key: set HYPERSTACK_API_KEY" : withoutRunPod);
        }
        var regions = orMistake(mistakes, () -> Optional.of(RegionSettings.from(setting)));
        var cloudInit = orMistake(mistakes, () -> Optional.of(CloudInit.from(setting)));
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigurationException(String.join(" ", mistakes));
        }
        var vms = hyperstack
                .map(settings -> HyperstackProvider.connect(settings, limiter.apply(settings.rate()), clock))
                .orElseThrow();
        return new Connected(
                vms,
                new CachedCatalogues(vms, CATALOGUES_ARE_GOOD_FOR, clock),
                runPod.orElseThrow(),
                regions.orElseThrow(),
                cloudInit.orElseThrow());
    }

    private static <T> Optional<T> orMistake(List<String> mistakes, Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
