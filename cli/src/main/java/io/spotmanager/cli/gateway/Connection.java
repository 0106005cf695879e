package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway is, and who asks.
 *
 * @param address without a slash at its end; it may have a path
 * @param caFile the only trusted authorities, as PEM; null for those of Java
 * @param login the log-in that is sent along
 * @param timeout of one request
 */
public record Connection(URI address, @Nullable Path caFile, Login login, Duration timeout) {
    private static final String USUAL = "http://localhost:8080";

    /** What was given as options; null for what was not. */
    public record Given(
            @Nullable String address,
            @Nullable Path tokenFile,
            @Nullable Path caFile,
            @Nullable Path config,
            Duration timeout) {}

    /**
     * Options come before the environment, and this before the file.
     *
     * @param environment returns null for a variable that is not set
     * @throws CommandFailure that names what is wrong or missing
     */
    public static Connection of(Given given, Function<String, @Nullable String> environment) {
        var variables = (Function<String, Optional<String>>) name ->
                Optional.ofNullable(environment.apply(name)).map(String::strip).filter(it -> !it.isEmpty());
        var named = Optional.ofNullable(given.config())
                .or(() -> variables.apply("SPOT_CONFIG").map(Path::of));
        var file = ConfigFile.read(named.orElseGet(() -> usualFile(variables)), named.isPresent());
        var ofFile = file.value(ConfigFile.ADDRESS).map(text -> address(text, file.path() + ", address"));
        var address = Optional.ofNullable(given.address())
                .map(text -> address(text, "--address"))
                .or(() -> variables.apply("SPOT_ADDRESS").map(text -> address(text, "SPOT_ADDRESS")))
                .or(() -> variables.apply("SPOT_URL").map(text -> address(text, "SPOT_URL")))
                .or(() -> ofFile)
                .orElseGet(() -> URI.create(USUAL));
        // A token is for one service: that of the file does not go to an address that the file does not name.
        var ownFile = ofFile.isEmpty() || ofFile.get().equals(address);
        var login = Login.find(given.tokenFile(), variables, file, ownFile);
        var caFile = Optional.ofNullable(given.caFile())
                .or(() -> variables.apply("SPOT_CA_FILE").map(Path::of))
                .or(() -> file.value(ConfigFile.CA_FILE).map(Path::of))
                .orElse(null);
        return new Connection(address, caFile, login, given.timeout());
    }

    private static Path usualFile(Function<String, Optional<String>> variables) {
        return variables
                .apply("XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> variables.apply("HOME").map(home -> Path.of(home, ".config")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                .resolve("spot/config");
    }

    private static URI address(String text, String from) {
        try {
            var address = URI.create(text.replaceAll("/+$", ""));
            var isHttp = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (isHttp
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw CommandFailure.usage(
                "%s must be an address such as https://spot.example.org or https://example.org/spot, without a user, ? and #; it is %s"
                        .formatted(from, text.contains("@") ? "one with a user in it" : "\"" + text + "\""));
    }

    /** True if a log-in would go over a network that anybody on the way can read. */
    public boolean isOpen() {
        return address.getScheme().equalsIgnoreCase("http") && !isThisMachine(address.getHost());
    }

    static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]") || host.equals("::1");
    }
}
