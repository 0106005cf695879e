package io.spotmanager.gateway.security.limit;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Remembers the browser of a log-in at the login page. A cookie that nobody has logged in with is replaced: others may know it. */
@Component
public class DeviceLogins extends SavedRequestAwareAuthenticationSuccessHandler {
    private final KnownPlaces places;
    private final SecureRandom random = new SecureRandom();

    DeviceLogins(KnownPlaces places) {
        this.places = places;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws IOException, ServletException {
        var sent = DeviceCookie.read(request);
        var device = !sent.isEmpty() && places.hasDevice(sent) ? sent : DeviceCookie.write(request, response, random);
        places.rememberDevice(login.getName().toLowerCase(Locale.ROOT), device);
        super.onAuthenticationSuccess(request, response, login);
    }
}
