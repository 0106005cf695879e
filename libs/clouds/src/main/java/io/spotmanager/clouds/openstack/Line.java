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
    private static final int NOT_AUTHORIZED = 401;

    private final Courier courier;
    private final TokenKeeper tokens;
    private final boolean mayBeRefused;

    /** Creates a line whose requests count as not sent if the cloud refuses even a new token for them. */
    Line(Courier courier, TokenKeeper tokens) {
        this(courier, tokens, false);
    }

    private Line(Courier courier, TokenKeeper tokens, boolean mayBeRefused) {
        this.courier = courier;
        this.tokens = tokens;
        this.mayBeRefused = mayBeRefused;
    }

    /** Creates a line to a service that the credentials do not have to reach: there a refusal is an answer. */
    static Line toOptional(Courier courier, TokenKeeper tokens) {
        return new Line(courier, tokens, true);
    }

    /** Sends a request to Nova that changes nothing; see {@link Courier#read}. */
    <T> CloudAnswer<T> read(Function<Access, T> request) {
        return read(NOVA, request);
    }

    /** @param service such as {@code Neutron}; if it asked to wait, nothing is sent to it until that time */
    <T> CloudAnswer<T> read(String service, Function<Access, T> request) {
        CloudAnswer<T> answer = courier.read(service, () -> withLeave(request));
        return answer instanceof CloudAnswer.Refused<T>(int status, String message) && status == NOT_AUTHORIZED
                ? new CloudAnswer.Refused<>(status, why(message))
                : answer;
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
        } catch (WireFailure.Unreached e) {
            throw e.untrusted() ? new WireFailure.Withheld(Tls.explained(e.text()), true) : e;
        }
    }

    private <T> T withToken(Function<Access, T> request) {
        Access access = tokens.current();
        try {
            return request.apply(access);
        } catch (WireFailure.Answered refusal) {
            if (refusal.status() != NOT_AUTHORIZED) {
                throw refusal;
            }
            Access fresh = tokens.insteadOf(access);
            if (fresh.equals(access)) {
                throw refused(refusal);
            }
            LOG.info("OpenStack refused the token, which ends {}: fetched another", access.endsAt());
            return withFreshToken(request, fresh);
        }
    }

    private <T> T withFreshToken(Function<Access, T> request, Access fresh) {
        try {
            return request.apply(fresh);
        } catch (WireFailure.Answered refusal) {
            throw refusal.status() == NOT_AUTHORIZED ? refused(refusal) : refusal;
        }
    }

    /** Concerns this request alone: others go on with the same token. */
    private WireFailure refused(WireFailure.Answered refusal) {
        return mayBeRefused ? refusal : new WireFailure.Withheld(why(refusal.text()), false);
    }

    private static String why(String refusal) {
        return "this request is refused even with a new token (401 " + refusal
                + "): the access rules of the application credential do not allow it, or the service cannot verify tokens"
                + " at Keystone";
    }
}
