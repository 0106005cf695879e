package io.spotmanager.quickstart;

import io.spotmanager.clouds.wire.WrongSettingsException;
import io.spotmanager.db.WrongCloudException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import sun.misc.Signal;

/** {@code ./spot demo} and {@code ./spot run}: starts everything, says where to look, and stops it all on Ctrl-C. */
public final class Quickstart {
    private static final Logger log = LoggerFactory.getLogger(Quickstart.class);
    private static final int WRONG_USAGE = 2;

    private Quickstart() {}

    static void main(String[] arguments) {
        var out = System.out;
        try {
            var options = QuickstartOptions.parse(List.of(arguments));
            var house = EmbeddedInstallation.start(options, System.getenv());
            tell(house, out);
            awaitSignal();
            stop(house);
            System.exit(0); // threads of the libraries may outlive what they served
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (Exception e) {
            var cause = NestedExceptionUtils.getMostSpecificCause(e);
            if (cause instanceof WrongSettingsException || cause instanceof WrongCloudException) {
                System.err.println(cause.getMessage()); // again, below all that the other parts said as they stopped
                System.exit(WRONG_USAGE);
            }
            log.error("Spot Manager did not start", e);
            System.exit(1);
        }
    }

    private static void stop(EmbeddedInstallation house) {
        log.info("stopping: running steps are finished first");
        house.close();
        log.info("stopped");
    }

    private static void tell(EmbeddedInstallation house, PrintStream out) {
        out.println();
        out.println("  Spot Manager serves at " + house.url());
        out.println("  user operator, password " + house.password().forPeople());
        house.exampleMove().ifPresent(move -> {
            out.println();
            out.println("  Move a host:");
            out.println(move.indent(4).stripTrailing());
        });
        out.println();
        out.println("  Watch:  curl %s '%s/api/operations?limit=5'"
                .formatted(house.password().curlOption(), house.url()));
        out.println("  Ctrl-C stops it; the data stays in " + house.data());
        out.println();
        out.println("ready: " + house.url());
        out.flush();
    }

    /**
     * Waits for Ctrl-C or a request to end. Not a shutdown hook: the database and the broker within this process have hooks of
     * their own, all of which run at once, and the workers must have stopped before either goes.
     */
    private static void awaitSignal() throws InterruptedException {
        var asked = new CountDownLatch(1);
        for (var name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> asked.countDown());
        }
        asked.await();
    }
}
