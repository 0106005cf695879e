package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Timeline;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** Hyperstack: checks rate limit, key and path before it handles a call. */
public final class HyperstackApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/hyperstack/v1";

    /** The only valid key. */
    public static final String KEY = "simulated-hyperstack-key";

    private final Account account;
    private final Time time;
    private final RateWindow window = new RateWindow();
    private final Router<Handler> router = new Router<>();
    private final HyperstackState state;

    /** @param firstStarts receives the user data of each VM some time after it became ACTIVE, if it still runs */
    public HyperstackApi(Fleet fleet, Timeline timeline, Time time, Consumer<String> firstStarts) {
        this.account = new Account(new Vms(), new Firewalls(timeline), new AtomicReference<>(Timings.USUAL));
        this.time = time;
        Lifecycle lifecycle = new Lifecycle(account, fleet, timeline, time, firstStarts);
        this.state = new HyperstackState(account, fleet, timeline);
        new VmsApi(account, lifecycle, fleet, time).register(router);
        new FirewallsApi(account, time).register(router);
        new CatalogueApi(fleet).register(router);
    }

    /** Returns the state for the control API. */
    public HyperstackState state() {
        return state;
    }

    @Override
    public Response answer(Request request) {
        long most = Objects.requireNonNullElse(account.timings().get().callsPerMinute(), Long.MAX_VALUE);
        if (!window.admits(time.now(), most)) {
            return Response.json(429, Json.object().put("message", "Too many requests"));
        }
        if (!request.header("api_key").map(KEY::equals).orElse(false)) {
            return Envelope.unauthorized();
        }
        return switch (router.find(request.method(), request.path())) {
            case Match.Found<Handler>(Handler handler, Map<String, String> parameters) ->
                handle(handler, request, parameters);
            case Match.WrongMethod<Handler> wrong -> Envelope.notAllowed();
            case Match.NoSuchPath<Handler> unknown -> Envelope.notFound("The requested URL was not found");
        };
    }

    /** Returns the timings; a PUT first changes the fields in its body. */
    public Response timings(Request request) {
        try {
            if (request.method().equals("PUT")) {
                Timings wanted = Json.read(request.body(), Timings.class);
                account.timings().updateAndGet(wanted::over);
            }
            return Response.json(200, Json.tree(account.timings().get()));
        } catch (JacksonException e) {
            return Response.json(
                    400,
                    Json.object()
                            .put(
                                    "error",
                                    "The pace is unchanged, because the new one cannot be parsed: "
                                            + e.getOriginalMessage() + ". Correct it and send it again."));
        }
    }

    private static Response handle(Handler handler, Request request, Map<String, String> parameters) {
        try {
            return handler.handle(request, parameters);
        } catch (Refused refused) {
            return refused.response();
        }
    }

    /** Counts the calls of the current minute. */
    private static final class RateWindow {

        private Instant minute = Instant.MIN;
        private long calls;

        /** Returns true for the first {@code most} calls of a minute. */
        synchronized boolean admits(Instant now, long most) {
            Instant current = now.truncatedTo(ChronoUnit.MINUTES);
            if (!current.equals(minute)) {
                minute = current;
                calls = 0;
            }
            return ++calls <= most;
        }
    }
}
