package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever has a backup of the database reads all of it, and gets in with nothing of it. */
@GatewayTest
class BackupTest {
    private static final String CHOSEN = "correct horse battery staple";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_.{}$-]{20,200}");

    private final Gateway gateway;

    BackupTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void no_password_token_or_cookie_is_in_any_table_and_nothing_there_lets_anybody_in() {
        var secrets = secretsInUse();

        var backup = backup();

        assertThat(backup.get("person")).contains("{bcrypt}$2");
        secrets.forEach((what, secret) -> backup.forEach(
                (table, text) -> assertThat(text).as("%s in %s", what, table).doesNotContain(secret)));
        var words = wordsOf(List.of(
                backup.get("person"),
                backup.get("api_token"),
                backup.get("web_session"),
                backup.get("web_session_attributes"),
                backup.get("configured_user")));
        assertThat(words).as("what looks like a secret").hasSizeGreaterThan(4);
        words.forEach(this::letsNobodyIn);
    }

    /** Everything by which somebody is logged in now, each of which lets in. */
    private Map<String, String> secretsInUse() {
        var secrets = new TreeMap<String, String>();
        secrets.put(
                "a first password",
                gateway.admin()
                        .post("/api/people", "{\"name\": \"bert\", \"role\": \"admin\"}")
                        .is(201)
                        .field("password"));
        var first = gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"admin\"}")
                .is(201)
                .field("password");
        gateway.as("anna", first)
                .post("/api/me/password", "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(first, CHOSEN))
                .is(204);
        secrets.put("a password", CHOSEN);
        secrets.put("a password of the settings", Person.ADMIN.password());
        secrets.put(
                "a token",
                gateway.admin()
                        .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"admin\"}")
                        .field("token"));
        var browser = gateway.browser();
        browser.logIn("anna", CHOSEN).is(302);
        for (var cookie : List.of("spot_session", "XSRF-TOKEN", "spot_device")) {
            secrets.put(
                    "the cookie " + cookie, browser.cookie(cookie).orElseThrow().getValue());
        }
        gateway.as("anna", CHOSEN).get("/api/people").is(200);
        gateway.withToken(secrets.get("a token")).get("/api/operations").is(200);
        return secrets;
    }

    private Map<String, String> backup() {
        var tables = gateway.jdbc()
                .sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list();
        return tables.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> gateway.jdbc()
                                .sql("select coalesce(string_agg(t::text, E'\\n'), '') from %s t".formatted(table))
                                .query(String.class)
                                .single()));
    }

    private static List<String> wordsOf(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .distinct()
                .limit(60)
                .toList();
    }

    private void letsNobodyIn(String word) {
        gateway.withToken(word).get("/api/operations").is(401);
        gateway.anonymous()
                .with("Cookie", "spot_session=" + word)
                .get("/api/operations")
                .is(401);
        assertThat(gateway.as("anna", word).get("/api/operations").status())
                .as("as a password: wrong, or no longer looked at")
                .isIn(401, 429);
    }
}
