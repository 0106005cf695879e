package io.spotmanager.gateway.security.log;

import io.spotmanager.gateway.security.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Records that a gateway has started, and which settings differ from those of the start before. */
@Component
class StartRecord {
    private static final Logger log = LoggerFactory.getLogger(StartRecord.class);
    private static final String PART = "gateway";

    /** Settings of ours, of the clouds and of the connections, by variables or properties. */
    private static final Pattern OURS = Pattern.compile(
            "(SPOT|OS|NETBOX|HYPERSTACK|RUNPOD|SERVER|SPRING_(DATASOURCE|RABBITMQ))_.*|(spot|server|spring\\.(datasource|rabbitmq))\\..*");

    /** Of these the value is compared, but never written in clear. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|key|token|credential).*");

    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern SECRET_IN_ADDRESS =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|secret|key|token)[^=&;]*=)[^&;\\s]*");
    private static final String HIDDEN = "(secret)";

    private final ConfigurableEnvironment environment;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    /** One of its own: that of the log-ins checks few passwords at a time, and the first people must not wait for this. */
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();

    private final SecurityLog record;
    private final String version;

    StartRecord(
            ConfigurableEnvironment environment,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SecurityLog record,
            @Value("${info.version}") String version) {
        this.environment = environment;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.record = record;
        this.version = version;
    }

    /** @param stored null for a setting that is gone */
    private record Change(
            String name, Map<String, String> told, @Nullable String stored) {}

    /** Hashes outside of the transactions: the first log-ins, which are recorded too, must not wait for that. */
    @EventListener(ApplicationReadyEvent.class)
    void onReady() {
        try {
            record.done(SecurityEventKind.STARTED, null, Map.of("release", version));
            var before = known();
            var changes = changes(before);
            if (!changes.isEmpty()) {
                transactions.executeWithoutResult(status -> save(changes, before.isEmpty()));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("this start, and which settings it changed, could not be recorded: {}", e.getMessage());
        }
    }

    private List<Change> changes(Map<String, String> before) {
        var now = present();
        var changes = new ArrayList<Change>();
        var names = new TreeSet<>(now.keySet());
        names.addAll(before.keySet());
        for (var name : names) {
            var value = Optional.ofNullable(now.get(name));
            var old = Optional.ofNullable(before.get(name));
            if (!isSame(name, value, old)) {
                changes.add(new Change(
                        name,
                        told(name, old, value),
                        value.map(text -> isSecret(name) ? encoder.encode(digest(text)) : text)
                                .orElse(null)));
            }
        }
        return changes;
    }

    private void save(List<Change> changes, boolean isFirstStart) {
        changes.forEach(this::save);
        if (!isFirstStart) {
            var told = new TreeMap<String, Map<String, String>>();
            changes.forEach(change -> told.put(change.name(), change.told()));
            record.done(SecurityEventKind.SETTINGS_CHANGED, null, Map.of("settings", told));
        }
    }

    private boolean isSame(String name, Optional<String> value, Optional<String> known) {
        return isSecret(name) && value.isPresent() && known.isPresent()
                ? encoder.matches(digest(value.get()), known.get())
                : value.equals(known);
    }

    private static Map<String, String> told(String name, Optional<String> old, Optional<String> value) {
        var change = new LinkedHashMap<String, String>();
        old.ifPresent(text -> change.put("before", isSecret(name) ? HIDDEN : text));
        value.ifPresent(text -> change.put("now", isSecret(name) ? HIDDEN : text));
        return change;
    }

    private Map<String, String> known() {
        var known = new TreeMap<String, String>();
        jdbc.sql("select name, value from known_setting where part = ?")
                .param(PART)
                .query(row -> {
                    known.put(row.getString("name"), row.getString("value"));
                });
        return known;
    }

    private void save(Change change) {
        if (change.stored() == null) {
            jdbc.sql("delete from known_setting where part = ? and name = ?")
                    .params(PART, change.name())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into known_setting (part, name, value) values (:part, :name, :value)
                on conflict (part, name) do update set value = excluded.value
                """)
                .param("part", PART)
                .param("name", change.name())
                .param("value", change.stored())
                .update();
    }

    /** What was set from outside: not what our own files set, which changes with the release. */
    private Map<String, String> present() {
        var found = new TreeMap<String, String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed
                    && !source.getName().contains("class path resource")) {
                for (var name : listed.getPropertyNames()) {
                    var value = OURS.matcher(name).matches() ? listed.getProperty(name) : null;
                    if (value != null && !value.toString().isEmpty()) {
                        found.putIfAbsent(name, isSecret(name) ? value.toString() : withoutSecrets(value.toString()));
                    }
                }
            }
        }
        return found;
    }

    static String withoutSecrets(String value) {
        return SECRET_IN_ADDRESS
                .matcher(LOGIN_IN_ADDRESS.matcher(value).replaceAll("//"))
                .replaceAll("$1" + HIDDEN);
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /** The library's method reads only the first 72 bytes of what it encodes. */
    private static String digest(String value) {
        return Sha256.of(value);
    }
}
