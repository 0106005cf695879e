package io.spotmanager.gateway.migration;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/** Finds the pool of a host for a request that does not name it. Each method throws a refusal of {@code source_aggregate} if it cannot. */
interface PoolLookup {
    /** Returns the pool that the host is withdrawn from, wherever it is. */
    String ofWithdrawal(String host);

    /** Returns the pool that the host moves out of. */
    String ofMove(String host);

    /** For many hosts, whose pools were read together; what moves has to say from where. */
    static PoolLookup forPlans(Function<String, Optional<String>> poolOf) {
        return new PoolLookup() {
            @Override
            public String ofWithdrawal(String host) {
                return poolOf.apply(host).orElseThrow(() -> nothingToWithdraw(host));
            }

            @Override
            public String ofMove(String host) {
                throw FieldProblem.refusal("source_aggregate", MigrationBody.AGGREGATE);
            }
        };
    }

    static ProblemException nothingToWithdraw(String host) {
        return FieldProblem.refusal(
                "source_aggregate",
                "is missing, and %s is in no pool as far as the snapshot knows: there is nothing to withdraw it from"
                        .formatted(host));
    }
}
