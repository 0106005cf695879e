package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.openstack.CloudsYaml.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/** Reads the settings of a cloud from variables or {@code clouds.yaml}, and collects every mistake. */
final class SettingsReader {

    /** Longer than Nova's own time-out of 60 s for a silent compute host, so that Nova's answer arrives first. */
    private static final Duration USUAL_ATTACH = Duration.ofSeconds(75);

    /** What YAML 1.1 takes for a truth value. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private final Function<String, @Nullable String> environment;
    private final Env variables;
    private final CloudConfig config;
    private final List<String> warnings;
    private final Set<String> told = new HashSet<>();

    SettingsReader(Function<String, @Nullable String> environment, Places places) {
        this.environment = environment;
        this.variables = new Env(environment);
        this.config = CloudConfig.read(environment, places);
        this.warnings = new ArrayList<>(config.warnings());
    }

    OpenStackSettings read() {
        var login = new CredentialsReader(config, variables, warnings);
        String authUrl = address("auth_url");
        if (authUrl == null) {
            variables.required(config.name("auth_url"));
            authUrl = "";
        }
        if (authUrl.endsWith("/v2.0")) {
            variables.addError(config.name("auth_url")
                    + " ends in /v2.0, and only version 3 of Keystone is spoken: remove" + " the version or write /v3");
        }
        Credentials credentials = login.read();
        Map<String, Service> services = new LinkedHashMap<>();
        CloudConfig.SERVICES.forEach(each -> services.put(each, service(each)));
        versions();
        timeouts();
        Tls tls = tls();
        OpenStackSettings settings = new OpenStackSettings(
                authUrl.endsWith("/v3") ? authUrl : authUrl + "/v3",
                login.discovers() && !authUrl.endsWith("/v3"),
                credentials,
                services,
                tls,
                variables.limits(),
                variables.duration("SPOT_CLOUD_ATTACH_TIMEOUT", USUAL_ATTACH),
                List.copyOf(warnings));
        variables.validate(
                "OpenStack cannot be reached",
                config.isNamed()
                        ? "correct them in clouds.yaml"
                        : "set them in the environment or name a cloud of clouds.yaml in OS_CLOUD");
        return settings;
    }

    private Service service(String service) {
        String type = config.text(service + "_service_type");
        String region = config.text(service + "_region_name");
        String own = service + "_interface";
        String override = address(service + "_endpoint_override");
        return new Service(
                type == null ? service : type,
                config.text(service + "_service_name"),
                facings(config.list(own).isEmpty() ? "interface" : own),
                region == null ? config.text("region_name") : region,
                override == null ? address(service + "_endpoint") : override);
    }

    private List<Facing> facings(String key) {
        List<Facing> facings = config.list(key).stream()
                .flatMap(word -> switch (word.strip().replaceAll("URL$", "").toLowerCase(Locale.ROOT)) {
                    case "public" -> Stream.of(Facing.PUBLIC);
                    case "internal" -> Stream.of(Facing.INTERNAL);
                    case "admin" -> Stream.of(Facing.ADMIN);
                    default -> {
                        once(config.name(key) + " is none of public, internal, admin");
                        yield Stream.empty();
                    }
                })
                .toList();
        return facings.isEmpty() ? List.of(Facing.PUBLIC) : facings;
    }

    /** All services share some keys, and each mistake is told once. */
    private void once(String mistake) {
        if (told.add(mistake)) {
            variables.addError(mistake);
        }
    }

    /** Microversions are chosen for each request. Other major versions of the APIs are not spoken. */
    private void versions() {
        Map.of("compute", "2", "network", "2", "placement", "1", "identity", "3")
                .forEach((service, major) -> {
                    String key = service + "_api_version";
                    String version = config.text(key);
                    if (version != null && !version.matches("v?" + major + "(\\..*)?") && !version.equals("latest")) {
                        variables.addError(
                                config.name(key) + " is " + version + ", and only version " + major + " is spoken");
                    } else if (version != null
                            && version.contains(".")
                            && !version.endsWith(".0")
                            && !version.equals("2.1")) {
                        warnUnused(key);
                    }
                    if (config.text(service + "_default_microversion") != null) {
                        warnUnused(service + "_default_microversion");
                    }
                });
        Stream.of("interface", "region_name", "service_type", "service_name", "endpoint_override", "endpoint")
                .map(key -> "identity_" + key)
                .filter(key -> config.text(key) != null)
                .forEach(key -> warnings.add(
                        config.name(key) + " is not used: Keystone is called at " + config.name("auth_url") + "."));
    }

    /** How long an answer is waited for is a setting of all clouds. */
    private void timeouts() {
        Stream.of("api_timeout", "timeout")
                .filter(key -> config.text(key) != null)
                .forEach(key -> warnings.add(config.name(key)
                        + " is not used: SPOT_CLOUD_READ_TIMEOUT says how long an answer is waited for."));
    }

    private void warnUnused(String key) {
        warnings.add(config.name(key) + " is not used: each request has the microversion that it needs.");
    }

    private Tls tls() {
        if (config.isText("verify")) {
            variables.addError("%s is a text, which openstacksdk takes for the name of a file: %s"
                    .formatted(
                            config.name("verify"),
                            config.isNamed()
                                    ? "write true or false without quotes"
                                    : "unset it; OS_INSECURE=true switches the verification off"));
        }
        boolean verify = config.isText("verify") || truth("verify", true);
        verify &= !truth("insecure", false);
        Path cacert = file("cacert");
        if (cacert == null && verify) {
            cacert = bundle();
        }
        Path cert = file("cert");
        Path key = file("key");
        if (!verify) {
            warnings.add(config.name(config.text("insecure") == null ? "verify" : "insecure")
                    + " switches off the verification of certificates: anybody between here and the cloud can read the"
                    + " credentials. Name the authority's certificate in " + config.name("cacert") + " instead.");
        }
        if (cert == null && key != null) {
            variables.addError(config.name("key") + " is given without " + config.name("cert"));
        }
        return checked(new Tls(verify, cacert, cert, key));
    }

    /** Complains of files that are not the PEM that they should be. */
    private Tls checked(Tls tls) {
        Stream.of(new Tls(true, tls.cacert(), null, null), new Tls(true, null, tls.cert(), tls.key()))
                .filter(each -> Stream.of(each.cacert(), each.cert(), each.key())
                        .filter(Objects::nonNull)
                        .allMatch(Files::isReadable))
                .forEach(each -> {
                    try {
                        var _ = each.context();
                    } catch (RuntimeException e) {
                        // The cause can quote a key.
                        variables.addError(
                                each.cacert() == null
                                        ? config.name("cert") + " and " + config.name("key")
                                                + " are no PEM files with a certificate and its key (the key may also be in the"
                                                + " file of the certificate, and must have no passphrase)"
                                        : each.cacert()
                                                + ", the file of trusted authorities, has no certificate in PEM form");
                    }
                });
        return tls;
    }

    private boolean truth(String key, boolean usual) {
        String text = config.text(key);
        if (text == null) {
            return usual;
        }
        String word = text.toLowerCase(Locale.ROOT);
        // Of a text openstacksdk takes only this word for true (get_boolean of loader.py).
        boolean isTrue = config.isText(key) ? word.equals("true") : TRUE.contains(word);
        if (!isTrue && !FALSE.contains(word)) {
            variables.addError(config.name(key) + " is neither true nor false");
        }
        return isTrue;
    }

    private @Nullable Path file(String key) {
        String text = config.text(key);
        return text == null ? null : readable(config.name(key), text);
    }

    /** Python's requests, on which the openstack command is built, reads these variables too. */
    private @Nullable Path bundle() {
        return Stream.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
                .filter(name -> variables.get(name) != null)
                .findFirst()
                .map(name -> readable(name, variables.get(name, "")))
                .orElse(null);
    }

    private Path readable(String name, String text) {
        String home = environment.apply("HOME");
        Path path = Path.of(text.startsWith("~/") && home != null ? home + text.substring(1) : text);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            variables.addError(name + " names " + path + ", which is no readable file");
        }
        return path;
    }

    /** Returns an http or https address without slashes at its end; null if there is none. */
    private @Nullable String address(String key) {
        List<String> wrong = new ArrayList<>();
        String text = config.formatted(key, wrong);
        wrong.forEach(variables::addError);
        if (text == null) {
            return null;
        }
        String url = text.replaceAll("/+$", "");
        if (wrong.isEmpty() && !ServiceEndpoint.isHttp(url)) {
            variables.addError(config.name(key) + " is no http or https address");
        }
        return url;
    }
}
