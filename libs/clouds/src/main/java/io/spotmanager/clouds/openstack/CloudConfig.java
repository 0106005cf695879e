package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.CloudsYaml.Places;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one cloud, chosen and resolved as by openstacksdk (openstack/config/loader.py of 0.101): from the
 * variables, or from a cloud of {@code clouds.yaml}, its profile and its region. A named cloud takes only a missing
 * secret from the variables, and the region if it names none.
 */
final class CloudConfig {

    /** Secrets that may stay out of the file. */
    private static final List<String> SECRETS = List.of("password", "application_credential_secret", "token");

    static final Set<String> AUTH_KEYS = Set.of(
            ("auth_url username user_name user_id password user_domain_id user_domain_name project_id project_name tenant_id"
                            + " tenant_name project_domain_id project_domain_name domain_id domain_name default_domain_id"
                            + " default_domain_name system_scope trust_id token auth_token application_credential_id"
                            + " application_credential_name application_credential_secret passcode")
                    .split(" "));

    /** The services that are called, and what can be set for each of them alone. */
    static final List<String> SERVICES = List.of("compute", "placement", "network", "identity");

    static final List<String> SERVICE_KEYS = List.of(
            "interface",
            "endpoint_type",
            "region_name",
            "service_type",
            "service_name",
            "endpoint_override",
            "endpoint",
            "api_version",
            "default_microversion");

    /** What else is read. {@code interface} stands before {@code endpoint_type}, which wins. */
    private static final List<String> OTHER_KEYS = List.of(
            "auth_type",
            "auth_plugin",
            "default_domain",
            "region_name",
            "interface",
            "endpoint_type",
            "profile",
            "verify",
            "insecure",
            "cacert",
            "cert",
            "key");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]*)}");

    private final Function<String, @Nullable String> environment;
    private final @Nullable String cloud;
    private final Map<String, Object> keys;
    private final Map<String, Object> auth;
    private final List<String> warnings = new ArrayList<>();

    private CloudConfig(
            Function<String, @Nullable String> environment, @Nullable String cloud, Map<String, Object> keys) {
        this.environment = environment;
        this.cloud = cloud;
        this.keys = keys;
        this.auth = Optional.ofNullable(CloudsYaml.section(keys.get("auth"))).orElse(Map.of());
    }

    /** @throws InvalidConfigurationException if the cloud, its profile or its region cannot be found */
    static CloudConfig read(Function<String, @Nullable String> environment, Places places) {
        Optional<String> named = given(environment, "OS_CLOUD");
        String ofVariables = given(environment, "OS_CLOUD_NAME").orElse("envvars");
        CloudsYaml files = CloudsYaml.read(environment, places);
        if (files.clouds().containsKey(ofVariables)) {
            throw new InvalidConfigurationException(files.file() + " has a cloud named " + ofVariables
                    + ", which is the name of the cloud in the OS_* variables: rename it, or set OS_CLOUD_NAME to"
                    + " another name for them.");
        }
        Map<String, Object> variables = variables(environment);
        boolean oneInTheFile = variables.isEmpty() && files.clouds().size() == 1;
        String name = named.orElseGet(
                () -> oneInTheFile ? files.clouds().keySet().iterator().next() : ofVariables);
        if (!name.equals(ofVariables)) {
            return ofFile(environment, name, files);
        }
        if (variables.isEmpty() && files.clouds().size() > 1) {
            throw new InvalidConfigurationException("OS_CLOUD is not set, and " + files.file() + " has several clouds ("
                    + files.names() + "): name one of them in OS_CLOUD.");
        }
        given(environment, "OS_REGION_NAME").ifPresent(region -> variables.put("region_name", region));
        return new CloudConfig(
                environment,
                null,
                CloudKeys.resolved(
                        ofVariables,
                        variables,
                        files,
                        given(environment, "OS_REGION_NAME").orElse(null)));
    }

    private static CloudConfig ofFile(Function<String, @Nullable String> environment, String name, CloudsYaml files) {
        Map<String, Object> own = files.clouds().get(name);
        if (own == null) {
            throw new InvalidConfigurationException(
                    files.file() == null
                            ? "OS_CLOUD names " + name
                                    + ", but there is no readable clouds.yaml: put one into the working"
                                    + " directory, ~/.config/openstack or /etc/openstack, or unset OS_CLOUD."
                            : files.file() + " holds no cloud named " + name + " (it has: " + files.names()
                                    + "): correct OS_CLOUD or add the cloud there.");
        }
        CloudConfig config = new CloudConfig(
                environment,
                name,
                CloudKeys.resolved(
                        name, own, files, given(environment, "OS_REGION_NAME").orElse(null)));
        config.compareWithVariables();
        return config;
    }

    /** Returns the variables of a cloud as its keys; empty if no variable describes one. */
    private static Map<String, Object> variables(Function<String, @Nullable String> environment) {
        Map<String, Object> variables = new LinkedHashMap<>();
        names().forEach(key -> given(environment, variable(key)).ifPresent(value -> variables.put(key, value)));
        variables.remove("region_name");
        return variables;
    }

    private static Stream<String> names() {
        return Stream.of(
                        AUTH_KEYS.stream().sorted(),
                        OTHER_KEYS.stream(),
                        SERVICES.stream().flatMap(each -> SERVICE_KEYS.stream().map(key -> each + "_" + key)))
                .flatMap(each -> each);
    }

    /** Warns of variables that a named cloud does not use, and refuses a region that contradicts it. */
    private void compareWithVariables() {
        String region = given(environment, "OS_REGION_NAME").orElse(null);
        String own = text("region_name");
        if (region != null && own != null && !region.equals(own)) {
            throw new InvalidConfigurationException("OS_REGION_NAME is " + region + ", and the region of cloud " + cloud
                    + " is " + own + ": correct or unset OS_REGION_NAME, or correct " + name("region_name") + ".");
        }
        if (region != null) {
            keys.put("region_name", region);
        }
        Set<String> unused = new LinkedHashSet<>();
        names().forEach(key -> {
            String variable = given(environment, variable(key)).orElse(null);
            if (variable != null && !key.equals("region_name") && !variable.equals(text(key))) {
                unused.add(variable(key));
            }
        });
        if (!unused.isEmpty()) {
            warnings.add("OS_CLOUD names " + cloud + ", so these variables are not used: " + String.join(", ", unused)
                    + ". Unset them, or put their values into the file.");
        }
    }

    /** Returns a key of {@code auth}, or the same key beside it; null if it has no value. */
    @Nullable
    String text(String key) {
        Object value = AUTH_KEYS.contains(key) && notBlank(auth.get(key)) ? auth.get(key) : keys.get(key);
        if (!notBlank(value) && cloud != null && SECRETS.contains(key)) {
            return given(environment, variable(key)).orElse(null);
        }
        return value == null
                        || value instanceof Map
                        || value instanceof List
                        || value.toString().isBlank()
                ? null
                : value.toString();
    }

    /** True if the key has a value that is a text: a variable, or what stands in quotes in the file. */
    boolean isText(String key) {
        return text(key) != null && !(keys.get(key) instanceof CloudsYaml.Truth);
    }

    /** Returns the first of these keys that has a value. */
    @Nullable
    String text(String key, String older) {
        String value = text(key);
        return value == null ? text(older) : value;
    }

    /** Returns the value with {@code {key}} replaced by the value of that key, as Python's {@code str.format} does. */
    @Nullable
    String formatted(String key, List<String> wrong) {
        String value = text(key);
        return value == null
                ? null
                : PLACEHOLDER.matcher(value).replaceAll(match -> {
                    String replacement = text(match.group(1));
                    if (replacement == null) {
                        wrong.add(name(key) + " has {" + match.group(1) + "}, which is no key of this cloud");
                    }
                    return Matcher.quoteReplacement(replacement == null ? "" : replacement);
                });
    }

    /** Returns the elements of a list, or one text as a list; empty if there is none. */
    List<String> list(String key) {
        return switch (keys.get(key)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object one -> notBlank(one) ? List.of(one.toString()) : List.of();
        };
    }

    /** Returns the keys in the section {@code auth} that no supported kind of log-in has. */
    List<String> unknownAuthKeys() {
        return auth.keySet().stream()
                .filter(key -> !AUTH_KEYS.contains(key))
                .map(this::name)
                .toList();
    }

    /** Returns how the user knows a key: as a variable, or by its place in the file. */
    String name(String key) {
        if (cloud == null) {
            String older = key.endsWith("interface")
                            && given(environment, variable(key)).isEmpty()
                    ? key.replace("interface", "endpoint_type")
                    : key;
            return variable(given(environment, variable(older)).isPresent() ? older : key);
        }
        boolean inAuth = auth.containsKey(key) || (AUTH_KEYS.contains(key) && !keys.containsKey(key));
        return "clouds." + cloud + (inAuth ? ".auth." : ".") + key;
    }

    List<String> warnings() {
        return warnings;
    }

    boolean isNamed() {
        return cloud != null;
    }

    private static boolean notBlank(@Nullable Object value) {
        return value != null && !value.toString().isBlank();
    }

    private static String variable(String key) {
        return "OS_" + key.toUpperCase(Locale.ROOT);
    }

    private static Optional<String> given(Function<String, @Nullable String> environment, String name) {
        // A password may begin or end with a blank.
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isBlank())
                .map(value ->
                        SECRETS.stream().map(CloudConfig::variable).anyMatch(name::equals) ? value : value.strip());
    }
}
