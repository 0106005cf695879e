package io.spotmanager.system.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.impl.LongStringHelper;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.ListeningPorts;
import io.spotmanager.system.harness.Neighbour;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another user of the machine reaches only the address of a running demo. */
class NeighbourTest {
    private static final String GIVEN = "given-by-a-person";
    private static final List<String> GUESSES = List.of("", "postgres", "spot", "guest", GIVEN);
    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.with("neighbour", Map.of("SPOT_OPERATOR_PASSWORD", GIVEN));
        // As in a working folder that others may read; the product protects the folder of --data.
        Files.setPosixFilePermissions(demo.data().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void stop() throws Exception {
        demo.close();
    }

    private static String postmasterFile(int line) throws Exception {
        return Files.readAllLines(demo.data().resolve("postgres/postmaster.pid"))
                .get(line)
                .strip();
    }

    private static int databasePort() throws Exception {
        return Integer.parseInt(postmasterFile(3));
    }

    /** It is no child of the demo's process any more. */
    private static ProcessHandle postmaster() throws Exception {
        return ProcessHandle.of(Long.parseLong(postmasterFile(0))).orElseThrow();
    }

    @Test
    void the_database_lets_nobody_in_who_guesses() throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(databasePort());

        for (var user : List.of("postgres", "spot", "operator", "nobody")) {
            for (var password : GUESSES) {
                assertThatThrownBy(() ->
                                DriverManager.getConnection(url, user, password).close())
                        .as("user %s with password '%s'", user, password)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void another_user_runs_no_program_through_the_database() throws Exception {
        var neighbour = Neighbour.ofThisMachine();
        var port = String.valueOf(databasePort());

        for (var host :
                List.of("127.0.0.1", "/tmp", "/var/run/postgresql", demo.data().toString())) {
            var tried = neighbour.runs(
                    "psql", "-w", "-h", host, "-p", port, "-U", "postgres", "-c", "copy (select 1) to program 'id'");
            assertThat(tried.exitCode())
                    .as("by way of %s: %s", host, tried.output())
                    .isEqualTo(2);
            assertThat(tried.output()).containsAnyOf("no password supplied", "No such file", "Permission denied");
        }
        assertThat(Path.of("/tmp/.s.PGSQL." + port)).doesNotExist();
    }

    @Test
    void another_user_reads_no_file_below_the_data() throws Exception {
        var neighbour = Neighbour.ofThisMachine();

        var seen = neighbour.runs("ls", demo.data().toString());
        assertThat(seen.exitCode()).as(seen.output()).isNotZero();
        try (var files = Files.walk(demo.data(), 2)) {
            for (var file : files.filter(path -> !path.equals(demo.data())).toList()) {
                var look = neighbour.runs("stat", file.toString());
                assertThat(look.exitCode()).as(look.output()).isNotZero();
            }
        }
    }

    @Test
    void the_database_runs_from_below_the_data() throws Exception {
        var program = postmaster().info().command().orElseThrow();

        assertThat(program).startsWith(demo.data().toRealPath().toString());
    }

    @Test
    void every_port_is_on_loopback() throws Exception {
        assertThat(ListeningPorts.of(demo.process().handle()))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(ListeningPorts.Port::loopback);
        assertThat(ListeningPorts.of(postmaster())).hasSize(1).allMatch(ListeningPorts.Port::loopback);
    }

    @Test
    void no_port_takes_a_stranger_for_the_broker_s_user() throws Exception {
        for (var port : ListeningPorts.of(demo.process().handle())) {
            for (var user : List.of("spot", "guest", "operator", "")) {
                for (var password : GUESSES) {
                    assertThatThrownBy(() -> broker(port.number(), user, password)
                                    .newConnection()
                                    .close())
                            .as("port %d, user '%s' with password '%s'", port.number(), user, password)
                            .isInstanceOf(Exception.class);
                }
            }
            var anonymous = broker(port.number(), "", "");
            anonymous.setSaslConfig(offered -> new Anonymous());
            assertThatThrownBy(() -> anonymous.newConnection().close()).isInstanceOf(Exception.class);
        }
    }

    private static ConnectionFactory broker(int port, String user, String password) {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setHandshakeTimeout(3_000);
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    private record Anonymous() implements SaslMechanism {
        @Override
        public String getName() {
            return "ANONYMOUS";
        }

        @Override
        public LongString handleChallenge(LongString challenge, String username, String password) {
            return LongStringHelper.asLongString("");
        }
    }

    @Test
    void secrets_are_neither_among_the_arguments_of_a_process_nor_in_the_output() throws Exception {
        var kept = Files.readString(demo.data().resolve("database-password")).strip();

        assertThat(kept).hasSizeGreaterThanOrEqualTo(20);
        for (var secret : List.of(kept, GIVEN)) {
            assertThat(demo.process().output()).doesNotContain(secret);
            for (var process : List.of(demo.process().handle(), postmaster())) {
                var words =
                        Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())), StandardCharsets.UTF_8);
                assertThat(words).doesNotContain(secret);
            }
        }
    }
}
