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

/** Hyperstack: rate limit, key and path are checked before anything is done. */
public final class HyperstackApi implements Service {

    /** What its paths begin with. */
    public static final String PREFIX = "/hyperstack/v1";

    /** The only key it knows. */
    public static final String KEY = "simulated-hyperstack-key";

    private final Account account;
    private final Time time;
    private final RateWindow window = new RateWindow();
    private final Router<Handler> router = new Router<>();
    private final HyperstackState truth;

    /** @param firstStarts hears the user data of each VM some time after it began to run, while it still runs */
    public HyperstackApi(Fleet fleet, Timeline timeline, Time time, Consumer<String> firstStarts) {
        this.account = new Account(new Vms(), new Firewalls(timeline), new AtomicReference<>(Timings.USUAL));
        this.time = time;
        Lifecycle lifecycle = new Lifecycle(account, fleet, timeline, time, firstStarts);
        this.truth = new HyperstackState(account, fleet, timeline);
        new VmsApi(account, lifecycle, fleet, time).register(router);
        new FirewallsApi(account, time).register(router);
        new CatalogueApi(fleet).register(router);
    }

    /** What is really there, for those who look behind the curtain. */
    public HyperstackState truth() {
        return truth;
    }

    @Override
    public Response answer(Request request) {
        long most = Objects.requireNonNullElse(account.pace().get().callsPerMinute(), Long.MAX_VALUE);
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

    /** Shows the pace, or changes the fields that a PUT names. */
    public Response pace(Request request) {
        try {
            if (request.method().equals("PUT")) {
                Timings wanted = Json.read(request.body(), Timings.class);
                account.pace().updateAndGet(wanted::over);
            }
            return Response.json(200, Json.tree(account.pace().get()));
        } catch (JacksonException e) {
            return Response.json(
                    400,
                    Json.object()
                            .put(
                                    "error",
                                    "The pace stays as it is, as the new one cannot be read: " + e.getOriginalMessage()
                                            + ". Correct it and send it again."));
        }
    }

    private static Response handle(Handler handler, Request request, Map<String, String> parameters) {
        try {
            return handler.handle(request, parameters);
        } catch (Refused refused) {
            return refused.response();
        }
    }

    /** Counts the calls of the clock's minute. */
    private static final class RateWindow {

        private Instant minute = Instant.MIN;
        private long calls;

        /** Whether this call is one of the first {@code most} of its minute. */
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
