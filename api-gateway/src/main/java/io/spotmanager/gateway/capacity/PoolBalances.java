package io.spotmanager.gateway.capacity;

import io.spotmanager.fleet.read.PoolHostsRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.capacity.PoolBalance.Result;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts pools before and after operations, all from one state of the snapshot. */
@Component
public class PoolBalances {
    private final PoolRepository pools;
    private final PoolHostsRepository hosts;
    private final SnapshotStatusRepository status;
    private final TransactionTemplate oneMoment;

    PoolBalances(
            PoolRepository pools,
            PoolHostsRepository hosts,
            SnapshotStatusRepository status,
            PlatformTransactionManager transactions) {
        this.pools = pools;
        this.hosts = hosts;
        this.status = status;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** @param shown pools that are told whether or not an operation touches them */
    public Result of(Collection<String> shown, List<Wish> wishes) {
        return PoolBalance.of(Objects.requireNonNull(oneMoment.execute(_ -> read(shown, wishes))), shown, wishes);
    }

    private CountedFleet read(Collection<String> shown, List<Wish> wishes) {
        var named = Stream.concat(shown.stream(), wishes.stream().flatMap(Wish::pools))
                .distinct()
                .toList();
        var counted = hosts.of(named, wishes.stream().map(Wish::host).distinct().toList()).stream()
                .map(CountedHost::of)
                .toList();
        var selling =
                pools.named(named).stream().filter(pool -> pool.kind() != null).map(PoolRepository.Sold::name);
        return CountedFleet.of(
                Stream.concat(selling, counted.stream().flatMap(host -> host.pools().stream()))
                        .distinct()
                        .toList(),
                counted,
                FleetDoubt.of(status.read().sources()));
    }
}
