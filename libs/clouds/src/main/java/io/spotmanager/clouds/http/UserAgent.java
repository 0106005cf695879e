package io.spotmanager.clouds.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The name under which this product calls a service. The edges of some vendors refuse the usual names of libraries. */
final class UserAgent {

    /** {@code spot-manager/} and the version, filled in by the build. */
    static final String NAME = read();

    private UserAgent() {}

    private static String read() {
        try (InputStream name = UserAgent.class.getResourceAsStream("user-agent.txt")) {
            if (name == null) {
                throw new IllegalStateException("user-agent.txt is missing from the jar: build it again");
            }
            return new String(name.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
