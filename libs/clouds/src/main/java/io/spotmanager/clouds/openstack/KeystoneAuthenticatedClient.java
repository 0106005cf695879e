package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResilientCall;
import io.spotmanager.domain.call.CloudResult;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests that need a token, and fetches a new token when one is refused. */
final class KeystoneAuthenticatedClient {

    private static final Logger LOG = LoggerFactory.getLogger(KeystoneAuthenticatedClient.class);

    private static final String NOVA = "Nova";
    private static final int NOT_AUTHORIZED = 401;

    private final ResilientCall calls;
    private final TokenCache tokens;
    private final boolean mayBeRefused;

    /** Creates a client whose requests count as not sent if the cloud refuses even a new token for them. */
    KeystoneAuthenticatedClient(ResilientCall calls, TokenCache tokens) {
        this(calls, tokens, false);
    }

    private KeystoneAuthenticatedClient(ResilientCall calls, TokenCache tokens, boolean mayBeRefused) {
        this.calls = calls;
        this.tokens = tokens;
        this.mayBeRefused = mayBeRefused;
    }

    /** Creates a client to a service that the credentials do not have to reach: there a refusal is an answer. */
    static KeystoneAuthenticatedClient toOptional(ResilientCall calls, TokenCache tokens) {
        return new KeystoneAuthenticatedClient(calls, tokens, true);
    }

    /** Sends a request to Nova that changes nothing; see {@link ResilientCall#idempotent}. */
    <T> CloudResult<T> idempotent(Function<AuthenticatedEndpoint, T> request) {
        return idempotent(NOVA, request);
    }

    /** @param service such as {@code Neutron}; if it asked to wait, nothing is sent to it until that time */
    <T> CloudResult<T> idempotent(String service, Function<AuthenticatedEndpoint, T> request) {
        CloudResult<T> answer = calls.idempotent(service, () -> authenticated(request, false));
        return answer instanceof CloudResult.Rejected<T>(int status, String message) && status == NOT_AUTHORIZED
                ? new CloudResult.Rejected<>(status, why(message))
                : answer;
    }

    /**
     * Sends a request that changes something. It is sent again only after a 401, which Nova returns before it does
     * anything.
     */
    <T> CloudResult<T> nonIdempotent(Function<AuthenticatedEndpoint, T> request) {
        return calls.nonIdempotent(NOVA, () -> authenticated(request, true));
    }

    private <T> T authenticated(Function<AuthenticatedEndpoint, T> request, boolean changes) {
        try {
            return withToken(request, changes);
        } catch (AuthenticationFailure e) {
            boolean trouble = e.kind() == AuthenticationFailure.Kind.UNREACHABLE
                    && e.notBefore().isEmpty();
            throw new HttpFailure.NotPermitted(e.text(), trouble, e.notBefore().orElse(null));
        } catch (HttpFailure.ConnectionFailed e) {
            throw e.untrusted() ? new HttpFailure.NotPermitted(Tls.explained(e.text()), true) : e;
        }
    }

    /** A change is sent again only after a 401 of Nova's own: a proxy may block the answer to one that was carried out. */
    private <T> T withToken(Function<AuthenticatedEndpoint, T> request, boolean changes) {
        AuthenticatedEndpoint access = tokens.current();
        try {
            return request.apply(access);
        } catch (HttpFailure.ErrorResponse refusal) {
            if (refusal.status() != NOT_AUTHORIZED || changes && refusal.foreign(ErrorForm::matches)) {
                throw refusal;
            }
            AuthenticatedEndpoint fresh = tokens.refresh(access);
            if (fresh.equals(access)) {
                throw refused(refusal);
            }
            LOG.info("OpenStack refused the token, which ends {}: fetched another", access.endsAt());
            return withFreshToken(request, changes, fresh);
        }
    }

    private <T> T withFreshToken(
            Function<AuthenticatedEndpoint, T> request, boolean changes, AuthenticatedEndpoint fresh) {
        try {
            return request.apply(fresh);
        } catch (HttpFailure.ErrorResponse refusal) {
            throw refusal.status() == NOT_AUTHORIZED && !(changes && refusal.foreign(ErrorForm::matches))
                    ? refused(refusal)
                    : refusal;
        }
    }

    /** Concerns this request alone: others go on with the same token. */
    private HttpFailure refused(HttpFailure.ErrorResponse refusal) {
        return mayBeRefused ? refusal : new HttpFailure.NotPermitted(why(refusal.text()), false);
    }

    private static String why(String refusal) {
        return "this request is refused even with a new token (401 " + refusal
                + "): the access rules of the application credential do not allow it, or the service has no"
                + " [keystone_authtoken] service_type and refuses all who have access rules, or it cannot verify tokens"
                + " at Keystone";
    }
}
