package io.spotmanager.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The definitions that a RabbitMQ node loads at its first start: one user and further virtual hosts. */
record Definitions(String user, String password, List<String> virtualHosts) {
    private static final byte[] SALT = {1, 2, 3, 4};

    /** As {@code rabbitmqctl export_definitions} writes them. */
    String json() {
        return """
                {
                  "users": [{"name": "%s", "password_hash": "%s",
                             "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ["administrator"]}],
                  "vhosts": [%s],
                  "permissions": [%s]
                }
                """.formatted(user, hash(), each("""
                {"name": "%s"}"""::formatted), each(this::permission));
    }

    private String permission(String virtualHost) {
        return """
                {"user": "%s", "vhost": "%s", "configure": ".*", "write": ".*", "read": ".*"}""".formatted(user, virtualHost);
    }

    private String each(Function<String, String> entry) {
        return Stream.concat(Stream.of("/"), virtualHosts.stream()).map(entry).collect(Collectors.joining(",\n"));
    }

    /** The salt, and the SHA-256 of salt and password. */
    private String hash() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(SALT);
            var digest = sha.digest(password.getBytes(UTF_8));
            var both =
                    ByteBuffer.allocate(SALT.length + digest.length).put(SALT).put(digest);
            return Base64.getEncoder().encodeToString(both.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
