package io.spotmanager.system.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The TCP ports on which a process and its children listen, from {@code /proc}. */
public final class ListeningPorts {
    private static final String LISTENS = "0A";

    /** Addresses as the kernel writes them: 127.0.0.1, and the same within IPv6. */
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private ListeningPorts() {}

    /** One port, and whether only this machine reaches it. */
    public record Port(int number, boolean loopback) {}

    /** Skips the test if there is no {@code /proc}. */
    public static List<Port> of(ProcessHandle process) throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells who listens where");
        var sockets = new HashSet<String>();
        for (var one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
            sockets.addAll(sockets(one.pid()));
        }
        var ports = new ArrayList<Port>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/net", table))) {
                var columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENS) && sockets.contains("socket:[%s]".formatted(columns[9]))) {
                    var address = columns[1].split(":");
                    ports.add(new Port(Integer.parseInt(address[1], 16), LOOPBACK.contains(address[0])));
                }
            }
        }
        return ports;
    }

    private static Set<String> sockets(long pid) throws IOException {
        var found = new HashSet<String>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "fd"))) {
            for (var descriptor : descriptors) {
                try {
                    found.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    // closed in between
                }
            }
        }
        return found;
    }
}
