package io.spotmanager.clouds.openstack;

import java.time.Instant;
import java.util.List;
import org.openstack4j.model.identity.v3.Token;

/**
 * A token in hand and where it opens Nova.
 *
 * @param computeUrl without a slash at its end
 * @param services all that the token's catalog tells of
 * @param renewAt when to fetch the next one, while this one still works
 * @param endsAt by our own clock, so that a skewed one at Keystone does no harm
 */
record Access(Token token, String computeUrl, List<ServiceEndpoint> services, Instant renewAt, Instant endsAt) {

    /** Never the token itself. */
    @Override
    public String toString() {
        return "access to " + computeUrl + " until " + endsAt;
    }
}
