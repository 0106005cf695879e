package io.spotmanager.gateway.capacity;

import io.spotmanager.gateway.capacity.PoolBalance.NotCounted;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.gateway.security.rights.ObjectRights;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What pools have before some operations and after them. */
@RestController
@Tag(name = "Fleet")
class CapacityPreviewController {
    private final PoolBalances balances;
    private final CallerLimits limits;
    private final ObjectRights rights;

    CapacityPreviewController(PoolBalances balances, CallerLimits limits, ObjectRights rights) {
        this.balances = balances;
        this.limits = limits;
        this.rights = rights;
    }

    /** Counts the pools that these operations touch, as if each of them succeeded; changes nothing, and does not say whether they are allowed. */
    @PostMapping("/api/preview-capacity")
    @Operation(operationId = "previewCapacity", summary = "See what pools have before and after some operations")
    PoolBalance.Result preview(@Valid @RequestBody CapacityPreviewBody body, Authentication user) {
        var wishes = body.wishes();
        var own = limits.of(user);
        var places = new ArrayList<Integer>();
        var within = new ArrayList<Wish>();
        var beyond = new ArrayList<NotCounted>();
        for (var index = 0; index < wishes.size(); index++) {
            var refusal = rights.refusal(own, body.operations().get(index).touched());
            if (refusal.isEmpty()) {
                places.add(index);
                within.add(wishes.get(index));
            } else {
                beyond.add(new NotCounted(
                        index, wishes.get(index).host(), refusal.get().sentence()));
            }
        }
        var counted = balances.of(List.of(), within);
        return new PoolBalance.Result(
                counted.pools(),
                Stream.concat(
                                beyond.stream(),
                                counted.notCounted().stream()
                                        .map(each ->
                                                new NotCounted(places.get(each.operation()), each.host(), each.why())))
                        .sorted(Comparator.comparingInt(NotCounted::operation))
                        .toList());
    }
}
