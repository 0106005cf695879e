package io.spotmanager.system.harness;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends the processes of a failed test. */
final class Leftovers {
    private static final Set<Process> started = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::end, "leftovers"));
    }

    private Leftovers() {}

    static Process watch(Process process) {
        started.removeIf(earlier -> !earlier.isAlive());
        started.add(process);
        return process;
    }

    private static void end() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
