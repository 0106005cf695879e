package io.spotmanager.clouds.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, bounded in time and size. */
public final class Exchange {

    /** No answer of a cloud is near this: a page of 1000 servers has about 3 MB. */
    private static final long LARGEST_BYTES = 64L << 20;

    private static final BodyHandler<byte[]> CAPPED = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BYTES);

    private Exchange() {}

    /**
     * A client that follows no redirect, as that would carry the credentials to wherever the answer points. It has no threads
     * of its own beside the one that watches its sockets: nothing here waits or works in its callbacks, and hand-overs to a pool
     * took an eighth of a worker's processor time.
     *
     * @param connect longest wait for a connection
     */
    public static HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Sends and waits for the whole answer, which is a success or is thrown.
     *
     * @param limit longest wait from here to the last byte
     * @param secret never shown in a failure's text, even if the far side echoes it; empty for none
     * @throws WireFailure for everything but a status of the 2xx family
     */
    public static HttpResponse<byte[]> success(HttpClient client, HttpRequest request, Duration limit, String secret) {
        HttpResponse<byte[]> answer = await(client, request, limit);
        if (answer.statusCode() >= 300) {
            byte[] body = answer.body();
            throw new WireFailure.Answered(answer.statusCode(), ErrorText.of(body, secret), ErrorText.html(body));
        }
        return answer;
    }

    /**
     * The time is kept here because {@code HttpRequest.timeout} ends with the headers in this JDK: a body that stalls
     * would hold the thread for ever.
     */
    private static HttpResponse<byte[]> await(HttpClient client, HttpRequest request, Duration limit) {
        SendGuard.check();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, CAPPED);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new WireFailure.Lost("no answer within " + words(limit), true);
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new WireFailure.Lost("interrupted while waiting for the answer", true);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), request.uri().getAuthority());
        }
    }

    private static WireFailure failure(@Nullable Throwable cause, String authority) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                new WireFailure.Unreached("no connection to " + authority + " within the connect time-out");
            case ConnectException e -> new WireFailure.Unreached("no connection to " + authority + reason(e));
            case SSLHandshakeException e ->
                new WireFailure.Unreached("no trusted connection to " + authority + reason(e));
            case IOException e ->
                new WireFailure.Lost("the connection ended before the answer was complete" + reason(e), false);
            case null, default -> new WireFailure.Lost("the HTTP client failed: " + cause, false);
        };
    }

    private static String reason(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? "" : " (" + e.getMessage() + ")";
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
