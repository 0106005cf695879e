package io.spotmanager.clouds.http;

import java.time.Duration;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How connections to a service are made.
 *
 * @param connect connect time-out
 * @param tls trusted and own certificates; null for the Java runtime's
 * @param hostnames null for the standard check of the host name
 */
public record ConnectionSettings(
        Duration connect,
        @Nullable SSLContext tls,
        @Nullable HostnameVerifier hostnames) {

    public ConnectionSettings(Duration connect) {
        this(connect, null, null);
    }
}
