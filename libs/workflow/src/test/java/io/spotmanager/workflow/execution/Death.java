package io.spotmanager.workflow.execution;

/** A worker's process ends here, as far as a test can have it. */
final class Death extends Error {
    Death() {
        super("a worker died, because the test wanted it", null, false, false);
    }
}
