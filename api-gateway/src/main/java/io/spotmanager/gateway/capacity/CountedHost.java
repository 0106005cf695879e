package io.spotmanager.gateway.capacity;

import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.fleet.count.HostCount;
import io.spotmanager.fleet.read.PoolHostsRepository.Numbers;
import io.spotmanager.fleet.read.PoolHostsRepository.PoolHost;
import io.spotmanager.gateway.capacity.PoolBalance.Effect;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A host as it counts in its pools, by the rules of the board.
 *
 * @param pools those that sell it
 * @param use null if the snapshot does not have it
 * @param note what is not known of it, as a sentence; null if there is nothing
 */
record CountedHost(
        String name,
        List<String> pools,
        @Nullable Use use,
        @Nullable String note) {
    private static final String IN_USE = "IN_USE";
    private static final String DISABLED = "SERVICE_DISABLED";

    /** What follows from the pools of a host alone. */
    private static final Set<String> OF_PLACE = Set.of("NO_AGGREGATE", "SEVERAL_POOLS");

    /**
     * Who uses it.
     *
     * @param vms also those that Nova does not list
     * @param empty whether nobody uses it; null if unknown
     * @param gpus of it
     * @param used how many of them, all if the number is not known; null if not even that
     * @param obstacles the codes why it cannot be sold in any pool
     * @param isClosedByUs whether it is we who disabled its service, so that a placement enables it
     */
    record Use(
            int vms,
            @Nullable Boolean empty,
            int gpus,
            @Nullable Integer used,
            Set<String> obstacles,
            boolean isClosedByUs) {
        private Use by(@Nullable Boolean nowEmpty, @Nullable Integer nowUsed) {
            return new Use(vms, nowEmpty, gpus, nowUsed, obstacles, isClosedByUs);
        }

        private Use opened() {
            return isClosedByUs && obstacles.equals(Set.of(DISABLED))
                    ? new Use(vms, empty, gpus, used, Set.of(), false)
                    : this;
        }
    }

    static CountedHost of(PoolHost read) {
        var numbers = read.numbers();
        return numbers == null
                ? new CountedHost(
                        read.host(), read.pools(), null, "The GPUs of %s were not read.".formatted(read.host()))
                : of(read, numbers);
    }

    private static CountedHost of(PoolHost read, Numbers numbers) {
        var kinds =
                numbers.hidden().stream().map(each -> Kind.valueOf(each.kind())).toList();
        var isUnseen = kinds.contains(Kind.CELL_DOWN);
        var isUncounted = numbers.gpuNote() != null || kinds.stream().anyMatch(Kind::isTenant);
        var isEmpty = numbers.vms() == 0;
        var used = HostCount.gpusTaken(
                isEmpty ? HostCount.AVAILABLE : IN_USE,
                numbers.gpuUsed(),
                numbers.gpuCapacity(),
                numbers.vms(),
                isUncounted);
        var obstacles = numbers.reasons().stream()
                .filter(reason -> !OF_PLACE.contains(reason))
                .collect(Collectors.toSet());
        return new CountedHost(
                read.host(),
                read.pools(),
                new Use(
                        numbers.vms(),
                        isUnseen ? null : isEmpty,
                        numbers.gpuCapacity(),
                        isUnseen ? null : used,
                        obstacles,
                        ServiceMark.in(numbers.disabledReason()).isPresent()),
                isUnseen
                        ? "Nova cannot reach the cell of %s, so it is not known who uses it.".formatted(read.host())
                        : isUncounted
                                ? "All GPUs of %s count as used, because it is not known how many are."
                                        .formatted(read.host())
                                : null);
    }

    /** False if it is out of stock: its GPUs are then neither free nor used. */
    boolean isSold() {
        return use != null && use.obstacles().isEmpty() && pools.size() == 1;
    }

    /** As it will be once what is wished has been done. */
    CountedHost after(Wish wish) {
        var now = Objects.requireNonNull(use, "what is not known does not count");
        var left = WishRules.leaves(wish)
                ? pools.stream().filter(pool -> wish.source() != null && !pool.equals(wish.source()))
                : pools.stream();
        var later = Stream.concat(left, Stream.ofNullable(wish.target())).toList();
        if (wish.effect() == Effect.RETIRE && now.vms() > 1) {
            return new CountedHost(
                    name,
                    later,
                    now.by(null, null),
                    "%s has %d VMs, so it is not known what is left when one is retired.".formatted(name, now.vms()));
        }
        if (wish.effect() == Effect.RETIRE || wish.whenEmpty()) {
            return new CountedHost(name, later, now.by(true, 0), null);
        }
        return new CountedHost(
                name,
                later,
                switch (wish.effect()) {
                    case LAUNCH -> now.by(false, now.gpus());
                    case PLACE -> now.opened();
                    default -> now;
                },
                note);
    }
}
