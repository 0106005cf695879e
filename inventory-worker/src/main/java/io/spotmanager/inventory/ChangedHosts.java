package io.spotmanager.inventory;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The hosts that operations have changed since they were last read. Hosts that change during a read are read together after
 * it. Hosts of running operations are read after the debounce interval; most operations end before that, so their hosts are
 * read once.
 */
final class ChangedHosts {
    private static final Logger log = LoggerFactory.getLogger(ChangedHosts.class);

    private final Consumer<Set<String>> read;
    private final Executor threads;
    private final ReentrantLock reading = new ReentrantLock();
    private final Set<String> arrived = new HashSet<>();
    private final Set<String> onTheWay = new HashSet<>();

    ChangedHosts(Consumer<Set<String>> read, Executor threads) {
        this.read = read;
        this.threads = threads;
    }

    void arrived(String host) {
        synchronized (arrived) {
            arrived.add(host);
            onTheWay.remove(host);
        }
        threads.execute(this::readArrived);
    }

    void onTheWay(String host) {
        synchronized (arrived) {
            onTheWay.add(host);
        }
    }

    /** Reads all of them; called once per debounce interval. */
    void readAll() {
        synchronized (arrived) {
            arrived.addAll(onTheWay);
            onTheWay.clear();
        }
        readArrived();
    }

    private void readArrived() {
        reading.lock();
        try {
            var hosts = taken();
            if (!hosts.isEmpty()) {
                read.accept(hosts);
            }
        } catch (DataAccessException e) {
            log.warn("changed hosts could not be saved; the next full read includes them", e);
        } finally {
            reading.unlock();
        }
    }

    private Set<String> taken() {
        synchronized (arrived) {
            var hosts = Set.copyOf(arrived);
            arrived.clear();
            return hosts;
        }
    }
}
