package io.spotmanager.gateway.reconciliation;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.ProviderVms;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What the clouds show now. */
@Component
class CloudReading {
    private final Questions clouds;
    private final PoolNaming naming;

    CloudReading(Questions clouds, PoolNaming naming) {
        this.clouds = clouds;
        this.naming = naming;
    }

    /** The aggregates, also those that are no pools. */
    List<Aggregate> aggregates() {
        var answer = clouds.ask(new Question.Aggregates());
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "Nova could not be read (%s). Nothing was done; try again later."
                                .formatted(answer.readProblem())));
    }

    /** The pools of each host that is in one, by host, in the order of their names. */
    Map<String, List<String>> pools(List<Aggregate> aggregates) {
        var pools = new TreeMap<String, TreeSet<String>>();
        for (var aggregate : aggregates) {
            if (naming.read(aggregate.name()).isPresent()) {
                aggregate
                        .hosts()
                        .forEach(host -> pools.computeIfAbsent(host, _ -> new TreeSet<>())
                                .add(aggregate.name()));
            }
        }
        var read = new TreeMap<String, List<String>>();
        pools.forEach((host, names) -> read.put(host, List.copyOf(names)));
        return read;
    }

    /** Every VM that can be listed, and what could not be read. */
    ProviderVms vms() {
        var answer = clouds.ask(new Question.ListedVms());
        return answer.found()
                .orElseGet(() -> new ProviderVms(
                        List.of(), List.of("Hyperstack could not be read: %s.".formatted(answer.readProblem()))));
    }
}
