package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A gateway. What changes nothing, or has an idempotency key, is sent again while no answer comes; anything else only if it was not sent. */
public final class Gateway implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final Connection connection;
    private final HttpClient http;
    private final Consumer<String> notes;
    private final String version;

    /**
     * @param notes gets a sentence when it does not answer, and one when it does again
     * @param version of this program
     */
    public Gateway(
            Connection connection,
            Function<String, @Nullable String> environment,
            Consumer<String> notes,
            String version) {
        this.connection = connection;
        this.notes = notes;
        this.version = version;
        var builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER); // the log-in is for this address alone
        if (connection.caFile() != null) {
            builder.sslContext(Trust.of(connection.caFile()));
        }
        Proxies.set(builder, connection.address(), environment);
        this.http = builder.build();
    }

    public Connection connection() {
        return connection;
    }

    /** Encodes a name for a path or a query. */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Blocks until there is an answer, or the patience is over. */
    public Answer get(String path, Patience patience) {
        return send(new Request("GET", path, null, null, null), patience);
    }

    /** The same with the usual patience; what is no success ends the command. */
    public Answer get(String path) {
        return Refusals.required(get(path, Patience.USUAL), connection);
    }

    /**
     * @param key under which the gateway does it once, however often it is sent
     * @return also a refusal
     */
    public Answer postOnce(String path, String json, String key) {
        return send(new Request("POST", path, json, "application/json", key), Patience.USUAL);
    }

    /** Sends it again only if it was certainly not carried out; returns also a refusal. */
    public Answer post(String path, String body, String type) {
        return send(new Request("POST", path, body, type, null), Patience.USUAL);
    }

    /** A command of which no key makes sure that it is done once is never sent again once it may have arrived. */
    private record Request(
            String method,
            String path,
            @Nullable String body,
            @Nullable String type,
            @Nullable String key) {
        boolean isRepeatable() {
            return method.equals("GET") || key != null || path.startsWith("/api/preview-");
        }
    }

    private Answer send(Request request, Patience patience) {
        var tries = patience.begin(notes, connection.address());
        while (true) {
            try {
                var answer = once(request, patience);
                var isKnown = answer.status() == 429 || request.isRepeatable();
                if (!answer.mayPass()
                        || !isKnown
                        || !tries.again(said(answer), answer.retryAfter().orElse(null))) {
                    tries.answered();
                    return answer;
                }
            } catch (IOException e) {
                var sent = !(e instanceof ConnectException || e instanceof HttpConnectTimeoutException);
                if (e instanceof SSLException || sent && !request.isRepeatable() || !tries.again(said(e), null)) {
                    throw lost(request, e, sent);
                }
            }
        }
    }

    private Answer once(Request request, Patience patience) throws IOException {
        var timeout = patience.ofOneRequest(connection.timeout());
        var builder = HttpRequest.newBuilder(URI.create(connection.address() + request.path()))
                .timeout(timeout)
                .header("Authorization", connection.login().header())
                .header("Accept", "application/json, application/problem+json")
                .header("User-Agent", "spot/" + version);
        if (request.key() != null) {
            builder.header("Idempotency-Key", request.key());
        }
        if (request.body() != null) {
            builder.header("Content-Type", String.valueOf(request.type()))
                    .POST(BodyPublishers.ofString(request.body()));
        }
        // The time-out of the request ends with the headers of the answer; a body that drips has none.
        var answer = http.sendAsync(builder.build(), BodyHandlers.ofByteArray());
        try {
            var response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String said(Answer answer) {
        return "answers " + answer.status();
    }

    static String said(IOException failure) {
        var text = String.valueOf(failure.getMessage());
        return switch (failure) {
            case SSLException _ -> "speaks no TLS that can be trusted: " + text;
            case ConnectException _ -> "does not accept connections";
            case HttpConnectTimeoutException _ -> "does not accept connections in time";
            default ->
                "gives no answer: " + (text.equals("null") ? failure.getClass().getSimpleName() : text);
        };
    }

    private CommandFailure lost(Request request, IOException failure, boolean sent) {
        var unknown =
                !request.method().equals("POST") || !sent || request.path().startsWith("/api/preview-")
                        ? ""
                        : " Whether the request arrived is not known.";
        var advice = failure instanceof SSLException
                ? " An authority of your own goes into SPOT_CA_FILE or --ca-file."
                : failure.getMessage() != null
                                && failure.getMessage().toLowerCase(Locale.ROOT).contains("unresolved")
                        ? " Check the name."
                        : "";
        return new CommandFailure(
                ExitCode.UNREACHABLE, "%s %s.%s%s".formatted(connection.address(), said(failure), unknown, advice));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
