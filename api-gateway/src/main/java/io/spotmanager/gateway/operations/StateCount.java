package io.spotmanager.gateway.operations;

/**
 * How many operations are in a state.
 *
 * @param open true for those that have not ended
 * @param count how many match the filters
 */
record StateCount(String state, boolean open, long count) {}
