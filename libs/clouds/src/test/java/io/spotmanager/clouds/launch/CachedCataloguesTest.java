package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.Catalogues.Fetched;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CachedCataloguesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String CANADA = "CANADA-1";
    private static final List<String> ONE_READ =
            List.of("images CANADA-1", "flavors CANADA-1", "environments", "keyPairs");

    private final Catalogue catalogue = Site.ready().catalogue();
    private final ScriptedPorts hyperstack = new ScriptedPorts()
            .finds("images", catalogue.images())
            .finds("flavors", catalogue.flavors())
            .finds("environments", catalogue.environments())
            .finds("keyPairs", catalogue.keyPairs());
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Catalogues catalogues = new CachedCatalogues(hyperstack.port(VmProvider.class), FRESH, now::get);

    @Test
    void a_catalogue_is_all_that_the_provider_lists_for_the_region() {
        assertThat(catalogues.of(CANADA)).isEqualTo(new Ok<>(new Fetched(NOON, catalogue)));
        assertThat(hyperstack.asked()).isEqualTo(ONE_READ);
    }

    @Test
    void it_is_kept_until_it_is_stale_and_then_read_anew() {
        catalogues.of(CANADA);

        passes(FRESH.minusMillis(1));
        assertThat(catalogues.of(CANADA)).isEqualTo(new Ok<>(new Fetched(NOON, catalogue)));
        assertThat(hyperstack.asked()).hasSameSizeAs(ONE_READ);

        passes(Duration.ofMillis(1));
        assertThat(catalogues.of(CANADA)).isEqualTo(new Ok<>(new Fetched(NOON.plus(FRESH), catalogue)));
        assertThat(hyperstack.asked()).hasSize(2 * ONE_READ.size());
    }

    @Test
    void images_can_be_read_while_key_pairs_cannot() {
        hyperstack.answers("keyPairs", new Indeterminate<>("500"));

        assertThat(catalogues.of(CANADA).ok()).isFalse();
        assertThat(catalogues.images(CANADA).found().orElseThrow().images()).isEqualTo(catalogue.images());
        assertThat(hyperstack.asked()).isEqualTo(ONE_READ);
    }

    @Test
    void it_is_as_old_as_the_beginning_of_its_read() {
        hyperstack.meanwhile("keyPairs", () -> passes(Duration.ofMinutes(1)));

        assertThat(catalogues.of(CANADA)).isEqualTo(new Ok<>(new Fetched(NOON, catalogue)));
    }

    @Test
    void every_region_has_its_own() {
        catalogues.of(CANADA);
        catalogues.of("NORWAY-1");
        catalogues.of(CANADA);

        assertThat(hyperstack.asked())
                .filteredOn(read -> read.startsWith("images"))
                .containsExactly("images CANADA-1", "images NORWAY-1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            images,       Hyperstack's images
            flavors,      Hyperstack's flavors
            environments, Hyperstack's environments
            keyPairs,     Hyperstack's key pairs
            """)
    void a_read_that_failed_names_its_source_and_is_forgotten_at_once(String read, String source) {
        hyperstack.answers(read, new Indeterminate<>("500"));
        assertThat(catalogues.of(CANADA)).isEqualTo(new Indeterminate<>(source + ": 500"));

        hyperstack.finds(read, List.of());
        assertThat(catalogues.of(CANADA).ok()).isTrue();
    }

    @Test
    void a_provider_that_throws_breaks_its_promise_and_nothing_else() {
        hyperstack.meanwhile("images", () -> {
            throw new UnsupportedOperationException("not today");
        });
        assertThatThrownBy(() -> catalogues.of(CANADA))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("not today");

        hyperstack.meanwhile("images", () -> {});
        assertThat(catalogues.of(CANADA).ok()).isTrue();
    }

    @Test
    void many_who_ask_at_once_share_one_read() throws Exception {
        var reading = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        hyperstack.meanwhile("images", () -> {
            reading.countDown();
            awaitQuietly(answer);
        });

        var first = new Asker();
        reading.await();
        var others = Stream.generate(Asker::new).limit(4).toList();
        await().until(() -> others.stream().allMatch(Asker::waits));
        answer.countDown();

        assertThat(first.answer()).isEqualTo(new Ok<>(new Fetched(NOON, catalogue)));
        for (var other : others) {
            assertThat(other.answer()).isSameAs(first.answer());
        }
        assertThat(hyperstack.asked()).isEqualTo(ONE_READ);
    }

    @Test
    void a_read_of_one_region_does_not_hold_up_another() throws Exception {
        var answer = new CountDownLatch(1);
        var reading = new CountDownLatch(1);
        hyperstack.meanwhile("images", () -> {
            reading.countDown();
            awaitQuietly(answer);
        });
        var slow = new Asker();
        reading.await();

        hyperstack.meanwhile("images", () -> {});
        assertThat(catalogues.of("NORWAY-1").ok()).isTrue();

        answer.countDown();
        assertThat(slow.answer().ok()).isTrue();
    }

    @Test
    void who_is_interrupted_while_another_reads_has_an_answer_and_stays_interrupted() {
        var impatient = new AtomicReference<CloudResult<Fetched>>();
        var interrupted = new AtomicReference<>(false);
        hyperstack.meanwhile("flavors", () -> {
            Thread.currentThread().interrupt();
            impatient.set(catalogues.of(CANADA));
            interrupted.set(Thread.interrupted());
        });

        assertThat(catalogues.of(CANADA).ok()).isTrue();

        assertThat(impatient.get()).isEqualTo(new NotSent<>("interrupted while another thread read the catalogue"));
        assertThat(interrupted).hasValue(true);
        assertThat(hyperstack.asked()).isEqualTo(ONE_READ);
    }

    private void passes(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that asks for Canada's catalogue. */
    private final class Asker {
        private final FutureTask<CloudResult<Fetched>> asking = new FutureTask<>(() -> catalogues.of(CANADA));
        private final Thread thread = Thread.ofPlatform().daemon().start(asking);

        boolean waits() {
            return thread.getState() == Thread.State.WAITING;
        }

        CloudResult<Fetched> answer() throws Exception {
            return asking.get();
        }
    }
}
