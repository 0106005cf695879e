package io.spotmanager.system.harness;

import java.util.Optional;
import java.util.regex.Pattern;

/** Chooses the next target of a host, so that there is always a move. */
final class Route {
    static final String SPOT = "-n3-spot";
    private static final String ON_DEMAND = "-n3";
    private static final String RUNPOD = "-n3-runpod";
    private static final Pattern POOL = Pattern.compile("(.+)-n3(-spot|-runpod)?");

    private Route() {}

    static Optional<Move> of(FleetView.Host host) {
        if (host.aggregates().size() != 1) {
            return Optional.empty();
        }
        var source = host.aggregates().getFirst();
        var name = POOL.matcher(source);
        if (!name.matches() || (source.endsWith(SPOT) && !host.empty())) {
            return Optional.empty();
        }
        return Optional.of(new Move(host.host(), source, name.group(1) + kindAfter(source, name.group(1), host)));
    }

    private static String kindAfter(String source, String gpuType, FleetView.Host host) {
        if (!source.endsWith(ON_DEMAND)) {
            return ON_DEMAND;
        }
        // The simulated A100-n3-runpod has its own availability zone.
        return host.empty() || gpuType.equals("A100") ? SPOT : RUNPOD;
    }
}
