package io.spotmanager.clouds.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsStore;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Selects proxies as the {@code openstack} command and {@code curl} do, by {@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY} and {@code NO_PROXY}; the names in lower case take precedence. Addresses of this machine are always
 * called directly. Without these variables Java's own settings count.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final int USUAL_PORT = 80;

    private final Function<String, @Nullable String> environment;
    private final ProxySelector otherwise;

    /** @param otherwise selects if no variable names a proxy */
    EnvironmentProxies(Function<String, @Nullable String> environment, ProxySelector otherwise) {
        this.environment = environment;
        this.otherwise = otherwise;
    }

    static EnvironmentProxies ofThisProcess() {
        return new EnvironmentProxies(System::getenv, ProxySelector.getDefault());
    }

    /** Returns a sentence for each variable whose value cannot be used, without the value: it may hold a password. */
    static List<String> mistakes(Function<String, @Nullable String> environment) {
        List<String> mistakes = new ArrayList<>();
        for (String name : List.of("https_proxy", "http_proxy", "all_proxy")) {
            for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
                String value = environment.apply(spelling);
                if (value != null && !value.isBlank() && address(value).isEmpty()) {
                    mistakes.add(spelling + " is no address of an HTTP proxy, such as http://proxy.example.org:3128");
                }
            }
        }
        return mistakes;
    }

    @Override
    public List<Proxy> select(URI target) {
        if (isLoopback(target.getHost()) || isExempt(target)) {
            return List.of(Proxy.NO_PROXY);
        }
        return setting(target.getScheme().toLowerCase(Locale.ROOT) + "_proxy")
                .or(() -> setting("all_proxy"))
                .flatMap(EnvironmentProxies::address)
                .map(proxy -> List.of(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)))))
                .orElseGet(() -> otherwise.select(target));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException cause) {
        otherwise.connectFailed(target, proxy, cause);
    }

    /** Returns the users and passwords in the addresses of the proxies. */
    CredentialsStore credentials() {
        CredentialsStore store = new BasicCredentialsProvider();
        for (String name : List.of("https_proxy", "http_proxy", "all_proxy")) {
            setting(name)
                    .flatMap(EnvironmentProxies::address)
                    .filter(proxy -> proxy.getUserInfo() != null)
                    .ifPresent(proxy -> {
                        String[] login = proxy.getUserInfo().split(":", 2);
                        store.setCredentials(
                                new AuthScope(proxy.getHost(), port(proxy)),
                                new UsernamePasswordCredentials(
                                        login[0], (login.length == 1 ? "" : login[1]).toCharArray()));
                    });
        }
        return store;
    }

    private Optional<String> setting(String name) {
        String lower = environment.apply(name);
        String value = lower == null ? environment.apply(name.toUpperCase(Locale.ROOT)) : lower;
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@code NO_PROXY} has names and their subdomains, addresses, networks such as {@code 10.0.0.0/8}, or {@code *}. */
    private boolean isExempt(URI target) {
        String host = bare(target.getHost());
        String hostAndPort = host + ":" + target.getPort();
        return Arrays.stream(setting("no_proxy").orElse("").split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*")
                        || Network.parse(entry)
                                .map(network -> network.contains(host))
                                .orElse(false)
                        || isNameOrBelow(host, entry)
                        || isNameOrBelow(hostAndPort, entry));
    }

    private static boolean isNameOrBelow(String host, String entry) {
        String name = entry.startsWith(".") ? entry.substring(1) : entry;
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isLoopback(String host) {
        String name = bare(host);
        return name.equals("localhost") || name.startsWith("127.") || name.equals("::1");
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    }

    private static Optional<URI> address(String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
            return Optional.of(uri).filter(each -> each.getHost() != null && "http".equalsIgnoreCase(each.getScheme()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A network of IPv4 addresses, as requests takes them in {@code NO_PROXY}. */
    private record Network(int address, int bits) {

        static Optional<Network> parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 0 || !text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
                return Optional.empty();
            }
            return number(text.substring(0, slash))
                    .map(address -> new Network(address, Integer.parseInt(text.substring(slash + 1))));
        }

        boolean contains(String host) {
            int mask = bits == 0 ? 0 : -1 << (32 - bits);
            return number(host).map(other -> (other & mask) == (address & mask)).orElse(false);
        }

        private static Optional<Integer> number(String text) {
            if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
                return Optional.empty();
            }
            int value = 0;
            for (String part : text.split("\\.", -1)) {
                value = value << 8 | Integer.parseInt(part);
            }
            return Optional.of(value);
        }
    }
}
