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
 * @param clients connections per gateway at most; fewer if its heap carries fewer
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
        @DefaultValue("200") int clientsPerUser) {
    /** What a gateway needs besides its listeners, and what one listener takes, as a histogram of its heap showed: mostly Tomcat's buffers. */
    private static final long WITHOUT_LISTENERS = 72L << 20;

    private static final long OF_A_LISTENER = 112L << 10;
    private static final long FEWEST = 50;

    /** Returns the interval of polls while the database shows no sign of a change. */
    Duration idlePoll() {
        return poll.multipliedBy(5);
    }

    /**
     * Returns how many connections a gateway accepts: one more gets an answer, and does not end the gateway and all the others.
     *
     * @param heap the most that the heap can hold, in bytes
     */
    int clientsWithin(long heap) {
        var spare = heap - Math.max(WITHOUT_LISTENERS, heap / 3);
        return (int) Math.min(clients, Math.max(FEWEST, spare / OF_A_LISTENER));
    }
}
