package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.step.Workflow;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a worker in the history. */
final class WorkerName {
    private WorkerName() {}

    static String orOwn(String configured, Workflow workflow) {
        return configured.isBlank()
                ? "%s@%s/%d"
                        .formatted(
                                workflow.name(), host(), ProcessHandle.current().pid())
                : configured;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
