package io.spotmanager.gateway.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How listeners are served.
 *
 * @param heartbeat a quiet connection hears something so often, and its login is looked at
 * @param life after that long a connection is ended, and its client comes back with its login checked anew
 * @param poll the database is looked at so often even if the broker says nothing
 * @param memory a client that was away no longer than that misses nothing
 * @param queue events that may wait for one client before it is cut off
 * @param clients connections that one gateway takes
 * @param clientsPerUser how many of them one user may have, since many people may share a name
 */
@ConfigurationProperties("spot.events")
record EventsSettings(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration life,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("5m") Duration memory,
        @DefaultValue("256") int queue,
        @DefaultValue("2000") int clients,
        @DefaultValue("200") int clientsPerUser) {}
