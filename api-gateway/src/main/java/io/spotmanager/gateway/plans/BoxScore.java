package io.spotmanager.gateway.plans;

import java.util.Map;

/**
 * How many items of a plan are how far.
 *
 * @param planned not committed, or left when the plan stopped
 * @param waiting committed, and not begun yet
 * @param running whose operations are open
 * @param needsPerson whose operations wait for a person
 * @param succeeded whose operations succeeded
 * @param failed whose operations ended otherwise, or that could not begin
 * @param cancelled that were cancelled, before they began or afterwards
 */
record BoxScore(int planned, int waiting, int running, int needsPerson, int succeeded, int failed, int cancelled) {
    static BoxScore of(Map<ItemState, Integer> counts) {
        return new BoxScore(
                counts.getOrDefault(ItemState.PLANNED, 0),
                counts.getOrDefault(ItemState.WAITING, 0),
                counts.getOrDefault(ItemState.RUNNING, 0),
                counts.getOrDefault(ItemState.NEEDS_PERSON, 0),
                counts.getOrDefault(ItemState.SUCCEEDED, 0),
                counts.getOrDefault(ItemState.FAILED, 0),
                counts.getOrDefault(ItemState.CANCELLED, 0));
    }

    /** How many operations are open. */
    int open() {
        return running + needsPerson;
    }
}
