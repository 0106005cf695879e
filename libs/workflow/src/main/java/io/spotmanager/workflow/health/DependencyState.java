package io.spotmanager.workflow.health;

/** What is known of a dependency. */
public enum DependencyState {
    /** The last look was answered. */
    UP,
    /** The last look was not answered, or refused for want of a right. */
    DOWN,
    /** No part that uses it has looked lately. */
    UNKNOWN,
    /** No part is configured to use it. */
    OFF
}
