package io.spotmanager.workflow.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A folder with the marks of parts, one file for each part of the same name. A file that is missing or cannot be read proves nothing. */
final class MarkFolder {
    private static final Logger log = LoggerFactory.getLogger(MarkFolder.class);
    private static final String SUFFIX = ".marks.json";
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private boolean failed;

    MarkFolder(Path folder) {
        this.folder = folder;
    }

    /** The marks of all parts, also of other installations. */
    List<Marks> read() {
        var found = new ArrayList<Marks>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                try {
                    if (Files.size(file) <= LARGEST) {
                        found.add(Marks.decode(Files.readAllBytes(file)));
                    }
                } catch (IOException | JacksonException e) {
                    log.warn(
                            "{} cannot be read, so what it remembers of the history is not compared: {}",
                            file,
                            e.getMessage());
                }
            }
        } catch (IOException e) {
            log.warn(
                    "{} cannot be read, so what it remembers of the history is not compared: {}",
                    folder,
                    e.getMessage());
        }
        return found;
    }

    /** Replaces the file of one part at once. A failure is logged once; the part goes on without. */
    void write(String name, Marks marks) {
        try {
            Files.createDirectories(folder);
            var part = folder.resolve(name + ".part");
            try (var channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(marks.encoded());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
            Files.move(
                    part,
                    folder.resolve(name + SUFFIX),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                log.warn(
                        "SPOT_WITNESS_DIR {} cannot be written: {}. A database that is restored while all parts are stopped may not be noticed.",
                        folder,
                        e.toString());
            }
            failed = true;
        }
    }
}
