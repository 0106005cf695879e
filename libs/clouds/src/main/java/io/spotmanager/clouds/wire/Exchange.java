package io.spotmanager.clouds.wire;

import io.spotmanager.domain.call.SendGuard;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, with limits of time and size. */
public final class Exchange {

    /** An error message is read up to this size. */
    private static final int LARGEST_EXPLANATION = 64 * 1024;

    private static final int FIRST_THAT_IS_NO_SUCCESS = 300;

    private Exchange() {}

    /**
     * Creates a client that follows no redirects, because a redirect could send the credentials elsewhere. It has no
     * threads besides the one for its sockets: nothing here blocks in its callbacks, and a thread pool cost an eighth
     * of a worker's processor time.
     *
     * @param connect connect time-out
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
     * Sends the request and blocks until the whole answer has arrived.
     *
     * @param limit longest wait from the call to the last byte
     * @param secret masked in messages, even if the server echoes it; empty for none
     * @throws WireFailure for every status other than 2xx
     */
    public static HttpResponse<AnswerBody> success(
            HttpClient client, HttpRequest request, Duration limit, String secret) {
        return CallScope.isOpen()
                ? success(client, request, limit, secret, CallScope.current())
                : CallScope.within(Limits.DEFAULT, () -> success(client, request, limit, secret, CallScope.current()));
    }

    private static HttpResponse<AnswerBody> success(
            HttpClient client, HttpRequest request, Duration limit, String secret, CallScope scope) {
        HttpResponse<AnswerBody> answer = await(client, request, limit, scope);
        String encoding = answer.headers()
                .firstValue("Content-Encoding")
                .filter(each -> !each.isBlank() && !each.equalsIgnoreCase("identity"))
                .orElse("");
        if (answer.statusCode() >= FIRST_THAT_IS_NO_SUCCESS) {
            throw answered(answer, secret, encoding);
        }
        if (!encoding.isEmpty()) {
            throw new WireFailure.Unusable("an answer in the encoding '" + shortened(encoding)
                    + "', which was not asked for: a proxy before the service must leave its answers as they are");
        }
        return answer;
    }

    private static WireFailure.Answered answered(HttpResponse<AnswerBody> answer, String secret, String encoding) {
        AnswerBody body = answer.body();
        return new WireFailure.Answered(
                answer.statusCode(),
                encoding.isEmpty()
                        ? ErrorText.of(body, secret)
                        : "an explanation in the encoding '" + shortened(encoding) + "'",
                ErrorText.html(body),
                RetryAfter.of(answer.statusCode(), answer.headers(), body, Instant.now())
                        .orElse(null));
    }

    private static String shortened(String encoding) {
        return encoding.length() <= 20 ? encoding : encoding.substring(0, 20) + "...";
    }

    /**
     * The time-out is implemented here because {@code HttpRequest.timeout} in this JDK ends with the headers: a stalled
     * body would block the thread forever.
     */
    private static HttpResponse<AnswerBody> await(
            HttpClient client, HttpRequest request, Duration limit, CallScope scope) {
        if (!SendGuard.allows()) {
            throw new WireFailure.Withheld("whoever asked for it may no longer change anything", false);
        }
        CompletableFuture<HttpResponse<AnswerBody>> answer = client.sendAsync(plain(request), body(scope));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            boolean noRoom = scope.memory().isWaiting();
            answer.cancel(true);
            throw new WireFailure.Lost(
                    noRoom
                            ? "no room for the answer within " + words(limit)
                                    + ": others that are as large fill the memory"
                            : "no answer within " + words(limit),
                    true);
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new WireFailure.Lost("interrupted while waiting for the answer", true);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), request.uri().getAuthority());
        }
    }

    /** Asks for an uncompressed answer, whose size is known while it arrives. */
    static HttpRequest plain(HttpRequest request) {
        return HttpRequest.newBuilder(request, (_, _) -> true)
                .setHeader("Accept-Encoding", "identity")
                .build();
    }

    private static BodyHandler<AnswerBody> body(CallScope scope) {
        return head -> head.statusCode() < FIRST_THAT_IS_NO_SUCCESS
                ? new CappedBody(scope.largestAnswer(), false, scope.memory())
                : new CappedBody(LARGEST_EXPLANATION, true, scope.memory());
    }

    private static WireFailure failure(@Nullable Throwable cause, String authority) {
        return switch (cause) {
            case WireFailure known -> known;
            case IOException e when e.getCause() instanceof WireFailure known -> known;
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
