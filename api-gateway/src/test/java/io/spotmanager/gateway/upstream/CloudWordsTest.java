package io.spotmanager.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer reads what kind of error it was, in the texts as the workers and gateways have always written them. */
class CloudWordsTest {
    private static final String TOLD = " What the cloud said is shown to operators.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            409 Cannot add host X to aggregate 7             | 409.
            500 token gAAAAA                                 | 500.
            not sent: 401 your key abc                       | not sent: 401.
            refused (409): Cannot add host X                 | refused (409).
            Nova: refused (404): Host X could not be found   | Nova: refused (404).
            unclear whether it was carried out: 503 gateway  | unclear whether it was carried out: 503.
            The VM 7 could not be deleted: refused (400): secret-123 (attempt 3 of 10) | The VM 7 could not be deleted: refused (400).
            Nova asked to wait 30 s (429 slow down, key abc) | Nova asked to wait 30 s (429).
            The cloud could not be read (refused (403): key abc), so nothing can be said now. | The cloud could not be read (refused (403)).
            Keystone at http://k:5000/v3 refuses the password (401 wrong for abc): correct the credentials | Keystone at http://k:5000/v3 refuses the password (401).
            status false inside a success: key abc           | status false inside a success.
            an error inside a success: key abc               | an error inside a success.
            """)
    void words_of_earlier_releases_behind_a_status_are_withheld(String text, String kept) {
        assertThat(CloudWords.withheld(text)).isEqualTo(kept + TOLD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused (409): “Cannot add host X” (attempt 3 of 10)   | refused (409): [shown to operators] (attempt 3 of 10)
            status false inside a success: “key abc”               | status false inside a success: [shown to operators]
            no trusted connection to k:443 (“CN=abc”)              | no trusted connection to k:443 ([shown to operators])
            1 of NetBox's devices cannot be read; the first: “abc”, no site | 1 of NetBox's devices cannot be read; the first: [shown to operators], no site
            the list ends: “cut off before the mark                | the list ends: [shown to operators]
            “one” and “two”                                        | [shown to operators] and [shown to operators]
            refused (409): of an earlier release; now “new words”  | refused (409). What the cloud said is shown to operators.[shown to operators]
            """)
    void marked_words_are_withheld_whether_or_not_there_is_a_status(String text, String kept) {
        assertThat(CloudWords.withheld(text)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200",
                "409",
                "459a1f02-93d1-4c55-8f0e-21be0a4f7a11",
                "431_token-of-a-session",
                "500-host",
                "refused (404)",
                "no answer within 20 s",
                "The host is in the pool L40-n3-spot since 2026-11-29T10:00:00Z.",
                "our share of Hyperstack's limit, 400 calls in 60 s, is used up",
                "NetBox no longer shows 300 of 500 devices (a, b, ...)",
                "the list shows 0 servers in place of 500",
                "an answer larger than 512 MB, the most that is taken in",
                "It took longer than expected: 300 s",
                "GPUs: 400.5"
            })
    void our_own_words_stay(String text) {
        assertThat(CloudWords.withheld(text)).isEqualTo(text);
    }

    @Test
    void it_is_withheld_at_any_depth_but_not_from_what_people_wrote() {
        var document = Json.MAPPER.readTree("""
                {"reason": "it said: 409 again", "cause": "refused (409): abc", "steps": [{"detail": {"calls": [
                {"command": "curl https://x/409", "answer": "409 abc", "took_ms": 400}]}}], "n": 409, "none": null}
                """);

        assertThat(CloudWords.withheld(document)).isEqualTo(Json.MAPPER.readTree("""
                {"reason": "it said: 409 again", "cause": "refused (409).%1$s", "steps": [{"detail": {"calls": [
                {"command": "curl https://x/409", "answer": "409.%1$s", "took_ms": 400}]}}], "n": 409, "none": null}
                """.formatted(TOLD)));
    }
}
