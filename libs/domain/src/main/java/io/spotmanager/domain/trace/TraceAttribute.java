package io.spotmanager.domain.trace;

/**
 * The names of attributes. Those with {@code spot.} are ours, and the same as in log lines; the others are OpenTelemetry's semantic
 * conventions for HTTP, messaging and errors.
 */
public final class TraceAttribute {
    public static final String OPERATION = "spot.operation";
    public static final String HOST = "spot.host";
    public static final String WORKFLOW = "spot.workflow";
    public static final String STATE = "spot.state";
    public static final String STEP = "spot.step";

    /** Of a step: from 1, as in the history. */
    public static final String ATTEMPT = "spot.attempt";

    /** What a step's outcome means, by its name in the history. */
    public static final String EVENT = "spot.event";

    /** What a gateway asks an inventory worker. */
    public static final String QUESTION = "spot.question";

    public static final String METHOD = "http.request.method";
    public static final String STATUS = "http.response.status_code";
    public static final String ROUTE = "http.route";

    /** Without the query, which may hold anything. */
    public static final String PATH = "url.path";

    public static final String SCHEME = "url.scheme";
    public static final String SERVER = "server.address";
    public static final String PORT = "server.port";

    public static final String MESSAGING = "messaging.system";
    public static final String MESSAGING_OPERATION = "messaging.operation.type";
    public static final String MESSAGING_VERB = "messaging.operation.name";
    public static final String DESTINATION = "messaging.destination.name";
    public static final String ROUTING_KEY = "messaging.rabbitmq.destination.routing_key";
    public static final String MESSAGE = "messaging.message.id";

    public static final String ERROR = "error.type";

    private TraceAttribute() {}
}
