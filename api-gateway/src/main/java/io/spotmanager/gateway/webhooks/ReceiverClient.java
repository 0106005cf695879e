package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.webhooks.DeliveryDecision.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request to a receiver, once, and to an address that may be called. Follows no redirect, uses no proxy (a proxy would choose the address),
 * keeps no cookies, and reads little of the answer. Thread-safe; the caller blocks, so it is best a virtual thread.
 */
final class ReceiverClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReceiverClient.class);
    private static final int READ_OF_ANSWER = 512;
    private static final int KEPT_OF_ANSWER = 300;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int IDLE_SECONDS = 15;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\s]+");
    private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

    /**
     * What is sent.
     *
     * @param hidden what no log may have
     */
    record Posting(String url, String contentType, byte[] body, Map<String, String> headers, List<String> hidden) {}

    private final CloseableHttpClient http;
    private final Duration timeout;

    /** @param names looks up the addresses, which are judged afterwards */
    ReceiverClient(WebhookSettings settings, AddressRules rules, DnsResolver names) {
        this.timeout = settings.timeout();
        var limit = Timeout.of(timeout);
        this.http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new JudgedResolver(names, rules))
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(limit).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .setTimeToLive(TimeValue.ofSeconds(IDLE_SECONDS))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("spot-manager-webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Blocks until the answer has begun, or the time is over. */
    Outcome send(Posting posting, Instant now) {
        var uri = URI.create(posting.url());
        var post = new HttpPost(uri);
        posting.headers().forEach(post::setHeader);
        post.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        post.setEntity(new ByteArrayEntity(posting.body(), ContentType.parse(posting.contentType())));
        var late = new AtomicBoolean();
        var deadline = DEADLINES.schedule(
                () -> {
                    late.set(true);
                    post.cancel();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            var answer = http.executeOpen(HttpHost.create(uri), post, null);
            try {
                return new Outcome.Answered(
                        answer.getCode(), retryAfter(answer, now), beginning(answer, posting.hidden()));
            } finally {
                leave(answer, post);
            }
        } catch (IOException | RuntimeException e) {
            return new Outcome.Failed(cleaned(late.get() ? tooLate() : why(e, uri), posting.hidden()));
        } finally {
            deadline.cancel(false);
        }
    }

    /** Ends the connection unless the whole answer has been read: a close alone would read on, and there may be no end. */
    private static void leave(ClassicHttpResponse answer, HttpPost post) {
        post.cancel();
        try {
            answer.close();
        } catch (IOException e) {
            log.trace("the rest of an answer was left", e);
        }
    }

    private String tooLate() {
        return "It did not answer within %d s.".formatted(Math.max(1, timeout.toSeconds()));
    }

    private String why(Exception e, URI uri) {
        return switch (e) {
            case JudgedResolver.RefusedAddressException refused -> String.valueOf(refused.getMessage());
            case java.net.UnknownHostException _ -> "The name %s is not known.".formatted(uri.getHost());
            case java.net.SocketTimeoutException _ -> tooLate();
            case SSLException tls -> "No TLS connection: %s".formatted(tls.getMessage());
            default -> "No answer: %s".formatted(e.getMessage());
        };
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse answer, Instant now) {
        var header = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return null;
        }
        var text = header.getValue().strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            var wait = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? null : wait;
        } catch (DateTimeParseException e) {
            return null; // neither form: as if it named no time
        }
    }

    private static String beginning(ClassicHttpResponse answer, List<String> hidden) throws IOException {
        var entity = answer.getEntity();
        if (entity == null || entity.getContent() == null) {
            return "";
        }
        return cleaned(new String(entity.getContent().readNBytes(READ_OF_ANSWER), StandardCharsets.UTF_8), hidden);
    }

    /** One line without what cannot be seen, and without secrets that the receiver echoes. */
    private static String cleaned(String text, List<String> hidden) {
        var clean = text;
        for (var secret : hidden) {
            clean = clean.replace(secret, "(hidden)");
        }
        clean = UNPRINTABLE.matcher(clean).replaceAll(" ").strip();
        return clean.length() <= KEPT_OF_ANSWER ? clean : clean.substring(0, KEPT_OF_ANSWER) + "...";
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
