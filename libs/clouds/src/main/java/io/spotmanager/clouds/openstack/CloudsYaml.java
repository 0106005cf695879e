package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The files {@code clouds.yaml}, {@code secure.yaml} and {@code clouds-public.yaml}, found and merged as by openstacksdk
 * (openstack/config/loader.py of 0.101). The first readable file of each kind counts.
 *
 * @param file null if there is none
 * @param clouds by name, with the keys of {@code secure.yaml}
 * @param profiles of {@code clouds-public.yaml}, by name
 */
record CloudsYaml(
        @Nullable Path file, Map<String, Map<String, Object>> clouds, Map<String, Map<String, Object>> profiles) {

    private static final int MOST_ALIASES = 1000;
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    /** Where files are looked for; tests have places of their own. */
    record Places(Path workingDirectory, Path root) {
        static final Places USUAL = new Places(Path.of(""), Path.of("/"));

        private List<Path> folders(Function<String, @Nullable String> environment) {
            String home = Optional.ofNullable(environment.apply("HOME"))
                    .filter(text -> !text.isBlank())
                    .orElse(System.getProperty("user.home", "/"));
            return Stream.of(
                            Optional.of(workingDirectory),
                            Optional.ofNullable(environment.apply("XDG_CONFIG_HOME"))
                                    .filter(text -> !text.isBlank())
                                    .map(folder -> Path.of(folder, "openstack")),
                            Optional.of(Path.of(home, ".config", "openstack")),
                            Optional.of(root.resolve("etc/xdg/openstack")),
                            Optional.of(root.resolve("etc/openstack")))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** @throws InvalidConfigurationException if a file is no YAML, or if a variable names a file that cannot be read */
    static CloudsYaml read(Function<String, @Nullable String> environment, Places places) {
        List<Path> folders = places.folders(environment);
        Content clouds = first("clouds", "OS_CLIENT_CONFIG_FILE", environment, folders);
        Content secure = first("secure", "OS_CLIENT_SECURE_FILE", environment, folders);
        Content profiles = first("clouds-public", null, environment, folders);
        Map<String, Object> merged = new LinkedHashMap<>(clouds.keys());
        merge(merged, secure.keys());
        return new CloudsYaml(
                clouds.file() == null ? secure.file() : clouds.file(),
                sections(merged.get("clouds")),
                sections(profiles.keys().get("public-clouds")));
    }

    /** Puts the keys of one map over those of another, section by section. */
    static void merge(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((key, value) -> {
            Map<String, Object> section = section(value);
            Map<String, Object> before = section(under.get(key));
            if (section != null && before != null) {
                Map<String, Object> both = new LinkedHashMap<>(before);
                merge(both, section);
                under.put(key, both);
            } else {
                under.put(key, value);
            }
        });
    }

    /** Returns the map with underscores in its keys, or null if the value is no map. Keys without a value are left out. */
    static @Nullable Map<String, Object> section(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> keys)) {
            return null;
        }
        Map<String, Object> section = new LinkedHashMap<>();
        keys.forEach((key, each) -> {
            if (each != null) {
                section.put(String.valueOf(key).replace('-', '_'), each);
            }
        });
        return section;
    }

    private static Map<String, Map<String, Object>> sections(@Nullable Object value) {
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> named) {
            named.forEach((name, keys) -> sections.put(
                    String.valueOf(name), Optional.ofNullable(section(keys)).orElse(Map.of())));
        }
        return sections;
    }

    private record Content(@Nullable Path file, Map<String, Object> keys) {}

    private static Content first(
            String name,
            @Nullable String variable,
            Function<String, @Nullable String> environment,
            List<Path> folders) {
        String chosen = variable == null ? null : environment.apply(variable);
        if (variable != null && chosen != null && !chosen.isBlank()) {
            Path file = Path.of(chosen.strip());
            return load(file)
                    .orElseThrow(() -> new InvalidConfigurationException(
                            variable + " names " + file + ", which cannot be read: correct or unset it."));
        }
        for (Path folder : folders) {
            for (String ending : ENDINGS) {
                Optional<Content> content = load(folder.resolve(name + ending));
                if (content.isPresent()) {
                    return content.get();
                }
            }
        }
        return new Content(null, Map.of());
    }

    private static Optional<Content> load(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<?, ?> keys = yaml().load(reader) instanceof Map<?, ?> map ? map : Map.of();
            checkEnds(keys, Collections.newSetFromMap(new IdentityHashMap<>()));
            Map<String, Object> content = new LinkedHashMap<>();
            keys.forEach((key, value) -> {
                if (value != null) {
                    content.put(String.valueOf(key), value);
                }
            });
            return Optional.of(new Content(file, content));
        } catch (AccessDeniedException _) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // SafeConstructor also throws what is not of YAML's kind, such as a ClassCastException for !!binary {}.
            // The parser's message quotes lines of the file, which contain passwords.
            throw new InvalidConfigurationException(
                    file + " cannot be read as YAML (" + e.getClass().getSimpleName() + "): correct it.");
        }
    }

    /** @throws YAMLException if a section contains itself, as anchors allow */
    private static void checkEnds(@Nullable Object value, Set<Object> around) {
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            if (!around.add(value)) {
                throw new YAMLException("a section contains itself");
            }
            (value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value)
                    .forEach(each -> checkEnds(each, around));
            around.remove(value);
        }
    }

    /** A truth value that stands without quotes; with them it is a text. As text it is as it was written. */
    record Truth(String written) {
        @Override
        public String toString() {
            return written;
        }
    }

    private static final class KeepsWords extends SafeConstructor {
        KeepsWords(LoaderOptions options) {
            super(options);
            yamlConstructors.put(Tag.BOOL, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return new Truth(((ScalarNode) node).getValue());
                }
            });
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return new Yaml(
                new KeepsWords(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new AsWritten());
    }

    /** Takes every value as it is written, so that the password {@code 0123} keeps its zero. */
    private static final class AsWritten extends Resolver {
        private static final Pattern NOTHING = Pattern.compile("^(?:~|null|Null|NULL| )$");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO", 10);
            addImplicitResolver(Tag.MERGE, MERGE, "<", 10);
            addImplicitResolver(Tag.NULL, NOTHING, "~nN", 10);
            addImplicitResolver(Tag.NULL, EMPTY, null, 10);
        }
    }

    /** Returns the names of the clouds, for messages. */
    String names() {
        return clouds.isEmpty() ? "none" : String.join(", ", new ArrayList<>(clouds.keySet()));
    }
}
