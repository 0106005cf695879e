package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;

/** How one of the simulated services words its troubles. */
interface Dialect {

    Response error(Request request, int status);

    /** 429, with a hint how long to wait where the service gives one. */
    Response tooMany(Request request, Duration wait);

    /** What the service said of old to too many requests. */
    default Response overLimit(Request request, Duration wait) {
        return tooMany(request, wait);
    }

    default Response conflict(Request request) {
        return error(request, 409);
    }

    /** The answer that looks like a success until it is read. */
    default Response errorIn200(Request request) {
        return error(request, 500);
    }

    static Dialect of(Request request) {
        String path = request.path();
        if (path.startsWith("/hyperstack/")) {
            return new HyperstackDialect();
        }
        if (path.startsWith("/netbox/")) {
            return new NetboxDialect();
        }
        if (path.startsWith("/runpod/")) {
            return new GraphQlDialect();
        }
        return path.startsWith("/network/") ? new NeutronDialect() : new OpenStackDialect();
    }
}
