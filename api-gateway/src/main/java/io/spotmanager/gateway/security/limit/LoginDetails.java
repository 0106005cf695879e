package io.spotmanager.gateway.security.limit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** From where a log-in comes: the address, and the browser if it has logged in before. */
public final class LoginDetails extends WebAuthenticationDetails {
    private final String device;

    private LoginDetails(HttpServletRequest request) {
        super(request);
        this.device = DeviceCookie.read(request);
    }

    /** Reads a request with credentials. */
    public static WebAuthenticationDetails of(HttpServletRequest request) {
        return new LoginDetails(request);
    }

    /** The hash of the browser's cookie; empty without one. */
    static String device(Authentication login) {
        return login.getDetails() instanceof LoginDetails details ? details.device : "";
    }

    static String source(Authentication login) {
        return NetworkSource.of(
                login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoginDetails that && super.equals(other) && device.equals(that.device);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + device.hashCode();
    }
}
