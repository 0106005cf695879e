package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, as curl reads them; Java itself does not. */
final class Proxies {
    private Proxies() {}

    /** Sets the proxy for that address, if there is one. */
    static void set(HttpClient.Builder http, URI address, Function<String, @Nullable String> environment) {
        proxy(address, environment).ifPresent(proxy -> {
            var socket =
                    InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 1080 : proxy.getPort());
            http.proxy(new One(
                    new Proxy(Proxy.Type.HTTP, new InetSocketAddress(socket.getHostString(), socket.getPort()))));
            var user = proxy.getRawUserInfo();
            if (user != null) {
                http.authenticator(new ForProxy(user));
            }
        });
    }

    private static Optional<URI> proxy(URI address, Function<String, @Nullable String> environment) {
        var host = address.getHost();
        if (Connection.isThisMachine(host)
                || isLeftOut(host, value("NO_PROXY", environment).orElse(""))) {
            return Optional.empty();
        }
        return value(address.getScheme().toUpperCase(Locale.ROOT) + "_PROXY", environment)
                .or(() -> value("ALL_PROXY", environment))
                .map(Proxies::parsed);
    }

    private static URI parsed(String text) {
        try {
            var proxy = URI.create(text.contains("://") ? text : "http://" + text);
            if (proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme())) {
                return proxy;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw CommandFailure.usage("The proxy in the environment must be like http://proxy.example.org:3128.");
    }

    private static Optional<String> value(String name, Function<String, @Nullable String> environment) {
        return Optional.ofNullable(environment.apply(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.apply(name)))
                .filter(text -> !text.isBlank());
    }

    private static boolean isLeftOut(String host, String list) {
        for (var entry : list.split("[,\\s]+", -1)) {
            var name = entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) {
                return true;
            }
        }
        return false;
    }

    private static final class One extends ProxySelector {
        private final Proxy proxy;

        private One(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI address, SocketAddress where, IOException why) {
            // the request says so
        }
    }

    private static final class ForProxy extends Authenticator {
        private final String user;

        private ForProxy(String user) {
            this.user = user;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            var parts = user.split(":", 2);
            return new PasswordAuthentication(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    (parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "").toCharArray());
        }
    }
}
