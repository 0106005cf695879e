package io.spotmanager.clouds.openstack;

import java.time.Instant;
import java.util.List;

/**
 * A token and what it is valid for.
 *
 * @param services the token's catalog
 * @param renewAt when to fetch the next token, while this one still works
 * @param endsAt by our own clock, so that a wrong clock at Keystone has no effect
 */
record AuthenticatedEndpoint(IssuedToken token, List<ServiceEndpoint> services, Instant renewAt, Instant endsAt) {

    /** Returns Nova's address without a slash at its end; see {@link ComputeVersion#address}. */
    String computeUrl() {
        return token.computeUrl();
    }

    /** Returns a text without the token. */
    @Override
    public String toString() {
        return "access until " + endsAt;
    }
}
