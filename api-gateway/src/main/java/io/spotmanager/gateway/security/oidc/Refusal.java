package io.spotmanager.gateway.security.oidc;

import java.util.Locale;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Why a log-in at an issuer, or a token of it, lets nobody in. Each has a sentence for the person. */
enum Refusal {
    NO_ROLE(
            "You are known there, but none of your groups has a role here. Ask an admin of Spot Manager which group gives you one."),
    GROUPS_LEFT_OUT(
            "The issuer left out your groups, because you have too many. Its admin has to send app roles, or only the groups that are assigned to Spot Manager."),
    NO_NAME(
            "The issuer does not tell a name that the history could use, or not an e-mail address that it has verified. An admin of Spot Manager can choose another claim for the name."),
    NAME_TAKEN(
            "Somebody else has, or had, your name in the history here. An admin of Spot Manager can choose another claim for the name."),
    TOO_WEAK(
            "You did not log in there in the way that is wanted here, such as with a second factor. Set one up at the issuer, log out there, and begin again."),
    TOO_OLD("You logged in there too long ago, or the issuer does not say when. Log out there, and begin again."),
    DISABLED("An admin of Spot Manager has disabled you. Ask an admin."),
    DECLINED("The log-in was cancelled or refused at the issuer. Nothing was done here."),
    BEGIN_AGAIN("This log-in was begun too long ago, in another browser, or twice. Begin again."),
    NOT_VALID(
            "The answer of the issuer is not valid. The log of the gateway says why; often a clock is wrong, or the client's registration differs."),
    ISSUER_AWAY("The issuer does not answer, or not as an issuer does. Try again later, or log in with a password.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** As it stands in addresses. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param reason for the log; it may name the person */
    OAuth2AuthenticationException because(String reason) {
        return new RefusedLoginException(this, reason);
    }

    OAuth2AuthenticationException because(String reason, Throwable cause) {
        var refused = new RefusedLoginException(this, reason);
        refused.initCause(cause);
        return refused;
    }

    /** Spring's own causes are told apart by their error codes. */
    static Refusal of(Exception cause) {
        if (cause instanceof RefusedLoginException refused) {
            return refused.refusal;
        }
        return cause instanceof OAuth2AuthenticationException known
                ? switch (known.getError().getErrorCode()) {
                    case "access_denied", "login_required", "consent_required", "interaction_required" -> DECLINED;
                    case "authorization_request_not_found",
                            "invalid_state_parameter",
                            "invalid_nonce",
                            "invalid_grant" -> BEGIN_AGAIN;
                    case "temporarily_unavailable",
                            "server_error",
                            "invalid_token_response",
                            "invalid_user_info_response" -> ISSUER_AWAY;
                    default -> NOT_VALID;
                }
                : NOT_VALID;
    }

    private static final class RefusedLoginException extends OAuth2AuthenticationException {
        private final Refusal refusal;

        RefusedLoginException(Refusal refusal, String reason) {
            super(new OAuth2Error(refusal.code(), reason, null), reason);
            this.refusal = refusal;
        }
    }
}
