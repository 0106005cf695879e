package io.spotmanager.gateway.security.log;

import io.spotmanager.gateway.security.log.SecurityLog.Outcome;
import io.spotmanager.gateway.security.origin.RequestOrigin;
import java.util.Set;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Counts requests that were refused because of their form, wherever that was found: by the server itself, such as an invalid request line, by
 * the firewall, or because of a body or parameter. The server tells an access log of every request, also of those that reach no filter.
 */
final class MalformedRequests extends ValveBase implements AccessLog {
    private static final Logger log = LoggerFactory.getLogger(MalformedRequests.class);

    /** Bad request, content too large, URI too long, unsupported media type, header fields too large. */
    private static final Set<Integer> STATUSES = Set.of(400, 413, 414, 415, 431);

    private final CountedEvents counts;

    MalformedRequests(CountedEvents counts) {
        super(true);
        this.counts = counts;
    }

    @Override
    public void log(@Nullable Request request, @Nullable Response response, long nanos) {
        if (request == null || response == null || !STATUSES.contains(response.getStatus())) {
            return;
        }
        try {
            counts.count(SecurityEventKind.MALFORMED, Outcome.REFUSED, null, origin(request), asked(request, response));
        } catch (DataAccessException | TransactionException e) {
            log.warn("a malformed request could not be recorded: {}", e.getMessage());
        }
    }

    private static RequestOrigin origin(Request request) {
        // A trusted proxy's word for the address counts during the request alone; afterwards it is in this attribute.
        var forwarded = request.getAttribute(REMOTE_ADDR_ATTRIBUTE);
        var address = forwarded instanceof String text ? text : request.getRemoteAddr();
        return RequestOrigin.of(request, address == null ? "unknown" : address);
    }

    /** Without the query, which may have anything in it. */
    private static String asked(Request request, Response response) {
        var method = request.getMethod();
        var path = request.getRequestURI();
        return "%d %s %s".formatted(response.getStatus(), method == null ? "?" : method, path == null ? "?" : path);
    }

    @Override
    public void invoke(Request request, Response response)
            throws java.io.IOException, jakarta.servlet.ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // the attribute is used if it is there
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return true;
    }
}
