package io.spotmanager.simulator.fleet;

import java.util.List;

/** What came of an attempt to change an aggregate. */
public sealed interface AggregateChange {

    /** It was made, and this is the aggregate since then. */
    record Made(Aggregate aggregate) implements AggregateChange {}

    /** No compute service runs on a host of exactly that name. */
    record NoSuchHost() implements AggregateChange {}

    /** There is no aggregate of that id. */
    record NoSuchAggregate() implements AggregateChange {}

    /** The host is in it already. */
    record AlreadyIn() implements AggregateChange {}

    /** The host is not in it. */
    record NotIn() implements AggregateChange {}

    /** Hosts would be in two availability zones: this one and those named. */
    record ZoneConflict(List<String> zones) implements AggregateChange {}

    /** A zone cannot change under servers that run in it. */
    record ServersInZone() implements AggregateChange {}

    /** A zone cannot have an empty name. */
    record EmptyZone(String aggregate) implements AggregateChange {}

    /** Only an empty aggregate can be deleted. */
    record NotEmpty() implements AggregateChange {}

    /** Another aggregate has that name. */
    record NameTaken() implements AggregateChange {}
}
