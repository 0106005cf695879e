package io.spotmanager.quickstart.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine gives. */
final class MachineCheck {
    private static final long LEAST_BYTES = 1L << 30;

    private MachineCheck() {}

    static List<Diagnosis> look(Path folder) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            var sentence = "%s has %d MB free.".formatted(folder.normalize(), free >> 20);
            return List.of(
                    free >= LEAST_BYTES
                            ? Diagnosis.ok("disk", sentence)
                            : Diagnosis.bad("disk", sentence, "Make room: a database without any stops all work."));
        } catch (IOException e) {
            return List.of(Diagnosis.note(
                    "disk", "The free space of %s cannot be read: %s.".formatted(folder, e.getMessage()), ""));
        }
    }
}
