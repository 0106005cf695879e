package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.Courier;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests that need a token, and fetches a new token when one is refused. */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private static final String NOVA = "Nova";

    private final Courier courier;
    private final TokenKeeper tokens;

    Line(Courier courier, TokenKeeper tokens) {
        this.courier = courier;
        this.tokens = tokens;
    }

    /** Sends a request to Nova that changes nothing; see {@link Courier#read}. */
    <T> CloudAnswer<T> read(Function<Access, T> request) {
        return read(NOVA, request);
    }

    /** @param service such as {@code Neutron}; if it asked to wait, nothing is sent to it until that time */
    <T> CloudAnswer<T> read(String service, Function<Access, T> request) {
        return courier.read(service, () -> withLeave(request));
    }

    /**
     * Sends a request that changes something. It is sent again only after a 401, which Nova returns before it does
     * anything.
     */
    <T> CloudAnswer<T> write(Function<Access, T> request) {
        return courier.write(NOVA, () -> withLeave(request));
    }

    private <T> T withLeave(Function<Access, T> request) {
        try {
            return withToken(request);
        } catch (NoAccess e) {
            boolean trouble =
                    e.kind() == NoAccess.Kind.UNREACHABLE && e.notBefore().isEmpty();
            throw new WireFailure.Withheld(e.text(), trouble, e.notBefore().orElse(null));
        }
    }

    private <T> T withToken(Function<Access, T> request) {
        Access access = tokens.current();
        try {
            return request.apply(access);
        } catch (WireFailure.Answered refusal) {
            if (refusal.status() != 401) {
                throw refusal;
            }
            LOG.info("OpenStack refused the token, which ends {}: fetching another", access.endsAt());
            return withFreshToken(request, tokens.insteadOf(access));
        }
    }

    private <T> T withFreshToken(Function<Access, T> request, Access fresh) {
        try {
            return request.apply(fresh);
        } catch (WireFailure.Answered refusal) {
            if (refusal.status() != 401) {
                throw refusal;
            }
            NoAccess cause = new NoAccess(
                    NoAccess.Kind.REJECTED,
                    "Nova refuses even a fresh token (401 " + refusal.text() + "): check that Nova can reach Keystone");
            tokens.refusedFresh(cause);
            throw cause;
        }
    }
}
