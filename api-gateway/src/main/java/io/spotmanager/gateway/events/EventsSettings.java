package io.spotmanager.gateway.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event stream ({@code spot.events.*}).
 *
 * @param heartbeat interval in which an idle connection gets a heartbeat; a client learns it, and takes a longer silence for a loss
 * @param loginCheck interval in which the login of an idle connection is checked, at a heartbeat
 * @param life time after which a connection ends; the client reconnects and is authenticated again
 * @param poll interval in which the database is polled, also without messages from the broker
 * @param replay longest interruption after which a client misses nothing
 * @param queue events that may wait for one client before it is disconnected
 * @param clients connections per gateway
 * @param clientsPerUser connections per user; several people may share a user name
 */
@ConfigurationProperties("spot.events")
record EventsSettings(
        @DefaultValue("4s") Duration heartbeat,
        @DefaultValue("15s") Duration loginCheck,
        @DefaultValue("10m") Duration life,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("5m") Duration replay,
        @DefaultValue("256") int queue,
        @DefaultValue("2000") int clients,
        @DefaultValue("200") int clientsPerUser) {}
