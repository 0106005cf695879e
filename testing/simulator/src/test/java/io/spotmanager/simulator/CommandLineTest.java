package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user can say when starting a simulator. */
class CommandLineTest {

    @Test
    void nothingSaidMeansTheDefaults() {
        assertThat(CommandLine.read(List.of(), Map.of())).isEqualTo(SimulatorOptions.defaults());
    }

    @Test
    void everythingCanBeSaidByArgumentOrVariableAndArgumentsWin() {
        SimulatorOptions options = CommandLine.read(
                List.of("--port", "8080", "--token-ttl", "60", "--fleet", "real"),
                Map.of("SIMULATOR_PORT", "9090", "SIMULATOR_LISTEN", "0.0.0.0", "SIMULATOR_MAX_LIMIT", "50"));

        assertThat(options.socket()).isEqualTo(new SimulatorOptions.Socket("0.0.0.0", 8080));
        assertThat(options.tokenLifetime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.fleet().name()).isEqualTo("real");
        assertThat(options.maxLimit()).isEqualTo(50);
    }

    @Test
    void whatMakesNoSenseIsExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.read(List.of("--hots", "3"), Map.of()))
                .withMessageContaining("--hosts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.read(List.of("--hosts", "0"), Map.of()))
                .withMessage("--hosts 0 cannot be used: give a whole number, 1 or more.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.read(List.of("--port"), Map.of()))
                .withMessage("--port needs a value after it.");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(CommandLine.read(List.of("--password", "hush"), Map.of()).toString())
                .doesNotContain("hush");
    }
}
