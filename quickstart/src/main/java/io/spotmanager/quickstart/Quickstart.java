package io.spotmanager.quickstart;

import io.spotmanager.db.DatabaseProblem;
import io.spotmanager.db.WrongCloudException;
import io.spotmanager.domain.settings.ConfigTree;
import io.spotmanager.domain.settings.SecretFiles;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.NestedExceptionUtils;
import sun.misc.Signal;

/** {@code ./spot demo} and {@code ./spot run}: starts all parts, prints the address, and stops them on Ctrl-C. */
public final class Quickstart {
    private static final Logger log = LoggerFactory.getLogger(Quickstart.class);
    private static final int WRONG_USAGE = 2;

    private Quickstart() {}

    static void main(String[] arguments) {
        var out = System.out;
        try {
            var options = QuickstartOptions.parse(List.of(arguments));
            var installation = EmbeddedInstallation.start(options, SecretFiles.in(ConfigTree.in(System.getenv())));
            printHelp(installation, out);
            awaitSignal();
            stop(installation);
            System.exit(0); // threads of libraries may still run
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (Exception e) {
            var cause = NestedExceptionUtils.getMostSpecificCause(e);
            // A setting that a part refuses is an IllegalArgumentException, at whatever depth.
            if (cause instanceof IllegalArgumentException || cause instanceof WrongCloudException) {
                System.err.println(cause.getMessage()); // again, below the log of the parts that stopped
                System.exit(WRONG_USAGE);
            }
            var database = DatabaseProblem.in(e);
            if (database.isPresent()) {
                System.err.println(
                        database.get().sentence() + " " + database.get().wayOut());
                System.exit(WRONG_USAGE);
            }
            if (e instanceof BeansException || e instanceof ApplicationContextException) {
                // The part that failed has logged it with all its causes.
                System.err.println("Spot Manager did not start: " + cause.getMessage());
            } else {
                log.error("Spot Manager did not start", e);
            }
            System.exit(1);
        }
    }

    private static void stop(EmbeddedInstallation installation) {
        log.info("stopping: running steps end first");
        installation.close();
        log.info("stopped");
    }

    private static void printHelp(EmbeddedInstallation installation, PrintStream out) {
        out.println();
        out.println("  Spot Manager serves at " + installation.url());
        out.println("  user operator, password " + installation.password().forPeople());
        installation.exampleMove().ifPresent(move -> {
            out.println();
            out.println("  Move a host:");
            out.println(move.indent(4).stripTrailing());
        });
        out.println();
        out.println("  Watch:  curl %s '%s/api/operations?limit=5'"
                .formatted(installation.password().curlOption(), installation.url()));
        out.println("  Ctrl-C stops it; the data stays in " + installation.data());
        out.println();
        out.println("ready: " + installation.url());
        out.flush();
    }

    /**
     * Blocks until SIGINT or SIGTERM. Not a shutdown hook: hooks run concurrently, the database and the broker have hooks of
     * their own, and the workers must stop before both.
     */
    private static void awaitSignal() throws InterruptedException {
        var signalled = new CountDownLatch(1);
        for (var name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> signalled.countDown());
        }
        signalled.await();
    }
}
