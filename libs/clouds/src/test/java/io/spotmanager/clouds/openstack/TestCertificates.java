package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A private authority and certificates of it for 127.0.0.1, made by openssl for one test run. */
final class TestCertificates {

    private TestCertificates() {}

    /** Writes {@code ca.pem}, and {@code server} and {@code client} with the endings {@code .pem} and {@code .key}. */
    static void in(Path folder) throws IOException, InterruptedException {
        openssl(
                folder,
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=private-authority -keyout ca.key -out ca.pem");
        Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost");
        for (String name : List.of("server", "client")) {
            openssl(
                    folder,
                    "req -newkey rsa:2048 -nodes -subj /CN=%s -keyout %s.key -out %s.csr".formatted(name, name, name));
            openssl(
                    folder,
                    "x509 -req -in %s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out %s.pem"
                            .formatted(name, name));
        }
    }

    private static void openssl(Path folder, String arguments) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(("openssl " + arguments).split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor(60, TimeUnit.SECONDS) && openssl.exitValue() == 0)
                .as(told)
                .isTrue();
    }
}
