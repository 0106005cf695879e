package io.spotmanager.clouds.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Builds HTTP clients that send each request once and to its own address. Redirects are not followed, because they
 * could send the credentials elsewhere.
 */
final class Connections {

    /** The rate limit decides how many calls run, so the pool never does. */
    private static final int MOST = 1000;

    /** A catalog in a header takes some kilobytes; a Keystone token of the old PKI form has up to 30. */
    private static final int LONGEST_HEADER = 64 * 1024;

    private static final int MOST_HEADERS = 500;

    private Connections() {}

    /**
     * @param unchecked how long a connection may be idle before it is checked at its next use. A check takes up to a
     *     millisecond. A request on a connection that the server has just closed is in doubt.
     */
    static CloseableHttpClient client(ConnectionSettings settings, EnvironmentProxies proxies, Duration unchecked) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(settings, unchecked))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(settings))
                        // Else each GET offers an upgrade to TLS (RFC 2817), which some proxies refuse.
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(proxies))
                .setDefaultCredentialsProvider(proxies.credentials())
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "send guard", (request, scope, chain) -> {
                    RunningExchange.current().beginSending();
                    return chain.proceed(request, scope);
                })
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static HttpClientConnectionManager connections(ConnectionSettings settings, Duration unchecked) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(MOST)
                .setMaxConnPerRoute(MOST)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_HEADER)
                                .build())
                        .build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        settings.tls() == null ? SSLContexts.createSystemDefault() : settings.tls(),
                        settings.hostnames() == null ? new DefaultHostnameVerifier() : settings.hostnames()))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(settings))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings))
                        .setValidateAfterInactivity(TimeValue.of(unchecked))
                        .build())
                .build();
    }

    private static Timeout timeout(ConnectionSettings settings) {
        return Timeout.of(settings.connect().toMillis(), TimeUnit.MILLISECONDS);
    }
}
