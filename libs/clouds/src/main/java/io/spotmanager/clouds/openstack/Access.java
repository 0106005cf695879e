package io.spotmanager.clouds.openstack;

import java.time.Instant;
import java.util.List;
import org.openstack4j.model.identity.v3.Token;

/**
 * A token and the address of Nova that it is valid for.
 *
 * @param computeUrl without a slash at its end
 * @param services the token's catalog
 * @param renewAt when to fetch the next token, while this one still works
 * @param endsAt by our own clock, so that a wrong clock at Keystone has no effect
 */
record Access(Token token, String computeUrl, List<ServiceEndpoint> services, Instant renewAt, Instant endsAt) {

    /** Returns a text without the token. */
    @Override
    public String toString() {
        return "access to " + computeUrl + " until " + endsAt;
    }
}
