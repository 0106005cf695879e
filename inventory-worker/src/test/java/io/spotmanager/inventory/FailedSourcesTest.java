package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.clouds.netbox.NetboxSettings;
import io.spotmanager.clouds.netbox.RestNetbox;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.netbox.DeviceList;
import io.spotmanager.domain.netbox.Netbox;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.simulator.SimulatorOptions;
import io.spotmanager.simulator.netbox.NetboxKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nova, Keystone and NetBox, in good times and bad: nothing is dropped because one of them was away. */
class FailedSourcesTest {
    private static final String NETBOX = "/netbox/";
    private static final String DEVICES = "/netbox/api/dcim/devices/";
    private static final String HOSTS_WITH_TENANTS = "select count(*) from host where tenant is not null";

    private final SimulatedFleet cloud = new SimulatedFleet(SimulatorOptions.defaults());
    private final Replica replica = replica(NetboxKeys.FIRST_KIND, Duration.ofSeconds(30));

    @BeforeEach
    void all_was_read() {
        InventoryDatabase.empty();
        replica.readAll();
        assertThat(states()).isEqualTo("OK OK OK OK OK OK OK OK OK");
    }

    @AfterEach
    void close() {
        replica.close();
        cloud.close();
    }

    @ParameterizedTest(name = "without {0} of {1} only {2} is stale")
    @CsvSource({
        "/v2.1/os-aggregates, Nova, aggregates",
        "/v2.1/servers, Nova, servers soft_deleted",
        "/v2.1/flavors, Nova, flavors",
        "/v2.1/os-services, Nova, services",
        "/v2.1/os-migrations, Nova, migrations",
        "/placement/, Placement, placement",
        "/v3/projects, Keystone, projects",
        "/netbox/, NetBox, netbox"
    })
    void what_cannot_be_read_stays_as_it_was_and_the_rest_goes_on(String path, String whose, String sources) {
        var before = InventoryDatabase.one(CONTENTS);
        // Not a 429: it asks for a pause, and stops calls to the same service that have not gone out yet.
        cloud.spoil(path, "conflict", 1);

        replica.readAll();

        var stale = List.of(sources.split(" "));
        for (var source : stale) {
            assertThat(health(source).state()).isEqualTo("STALE");
            assertThat(health(source).error()).as(whose).contains("409");
            assertThat(health(source).staleSince()).isNotNull();
        }
        assertThat(replica.records.sources().all().stream()
                        .filter(health -> health.state().equals("OK"))
                        .count())
                .isEqualTo(9 - stale.size());
        assertThat(InventoryDatabase.one(CONTENTS)).isEqualTo(before);
    }

    private static final String CONTENTS = """
            select md5(string_agg(line, ',' order by line)) from (
                select h::text as line from host h union all select p::text from pool p
                union all select m::text from pool_host m union all select v::text from vm v) lines""";

    @Test
    void a_source_keeps_the_time_since_when_it_is_stale_until_it_is_well_again() {
        cloud.spoil(NETBOX, "error-before", 1);
        replica.readAll();
        var since = health("netbox").staleSince();
        replica.readAll();
        assertThat(health("netbox").staleSince()).isEqualTo(since);

        cloud.behave();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            replica.readAll();
            assertThat(health("netbox").state()).isEqualTo("OK");
        });
        assertThat(health("netbox").staleSince()).isNull();
        assertThat(health("netbox").error()).isNull();
    }

    @Test
    void boards_are_told_when_a_source_falls_ill_and_when_it_is_well_and_not_in_between() {
        var before = replica.events.size();
        cloud.spoil(DEVICES, "too-many-requests", 1);
        replica.readAll();
        assertThat(replica.events).hasSize(before + 1);
        assertThat(replica.events.getLast().changedHosts()).isEmpty();

        replica.readAll();
        assertThat(replica.events).hasSize(before + 1);

        cloud.behave();
        await("the end of the wait that NetBox asked for")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    replica.readAll();
                    assertThat(replica.events).hasSizeGreaterThan(before + 1);
                });
        assertThat(replica.events).hasSize(before + 2);
    }

    @Test
    void a_wrong_token_for_netbox_takes_nobodys_owner_away() {
        var owned = InventoryDatabase.one(HOSTS_WITH_TENANTS);
        try (var locked = replica("0000000000000000000000000000000000000000", Duration.ofSeconds(30))) {
            locked.readAll();

            assertThat(health("netbox").state()).isEqualTo("STALE");
            assertThat(health("netbox").error()).contains("403");
            assertThat(InventoryDatabase.one(HOSTS_WITH_TENANTS)).isEqualTo(owned);
        }
    }

    @Test
    void a_bad_gateway_in_the_middle_of_netbox_leaves_the_whole_list_as_it_was() {
        var devices = InventoryDatabase.one("select count(*) from device");
        try (var paged = replicaWithPages(20)) {
            paged.readAll();
            assertThat(health("netbox").cost())
                    .extracting(SourceHealth.Cost::calls)
                    .isNotEqualTo(1);

            // The second page is asked for with the last row of the first.
            cloud.spoil(DEVICES + ".*offset=19", "html-503", 1);
            paged.readAll();

            assertThat(health("netbox").state()).isEqualTo("STALE");
            assertThat(InventoryDatabase.one("select count(*) from device")).isEqualTo(devices);
        }
    }

    /** A permission with a constraint: 200, and fewer devices. */
    @Test
    void a_netbox_that_shows_less_than_before_makes_no_failed_host_available() {
        var failed = "select count(*) from host where status = 'OUT_OF_STOCK' and reasons::text like '%NETBOX_STATUS%'";
        var before = InventoryDatabase.one(failed);
        assertThat(before).isNotEqualTo("0");
        var owned = InventoryDatabase.one(HOSTS_WITH_TENANTS);
        var less = new LessOf(netbox(Map.of("NETBOX_TOKEN", NetboxKeys.FIRST_KIND)), 8);
        try (var constrained = new Replica(cloud.cloud(), Optional.of(less), Duration.ofSeconds(30))) {
            constrained.readAll();
            var told = health("netbox");
            constrained.readAll();

            assertThat(told.state()).isEqualTo("STALE");
            assertThat(told.error()).startsWith("NetBox no longer shows ").contains("what the token may view");
            assertThat(told.staleSince()).isNotNull();
            assertThat(health("netbox").staleSince()).isEqualTo(told.staleSince());
            assertThat(InventoryDatabase.one(failed)).isEqualTo(before);
            assertThat(InventoryDatabase.one(HOSTS_WITH_TENANTS)).isEqualTo(owned);
        }

        replica.readAll();
        assertThat(health("netbox").state()).isEqualTo("OK");
        assertThat(InventoryDatabase.one(failed)).isEqualTo(before);
    }

    private record LessOf(Netbox whole, int most) implements Netbox {
        @Override
        public Optional<String> trouble() {
            return whole.trouble();
        }

        @Override
        public CloudResult<DeviceList> devices() {
            return whole.devices()
                    .map(list ->
                            new DeviceList(list.devices().stream().limit(most).toList(), list.gaps()));
        }

        @Override
        public Netbox recordingTo(Consumer<ExternalCall> journal) {
            return new LessOf(whole.recordingTo(journal), most);
        }
    }

    @Test
    void without_the_tenants_devices_are_read_and_owners_keep_their_last_group() {
        var owners = "select md5(string_agg(name || coalesce(owner_group, '-'), ',' order by name)) from host";
        var before = InventoryDatabase.one(owners);
        var readAt = health("netbox").readAt();
        cloud.spoil("/netbox/api/tenancy/", "too-many-requests", 1);

        replica.readAll();

        assertThat(health("netbox").state()).isEqualTo("STALE");
        assertThat(health("netbox").readAt()).isAfter(readAt);
        assertThat(health("netbox").error()).contains("tenants could not be read", "keep their last values");
        assertThat(InventoryDatabase.one(owners)).isEqualTo(before);
    }

    @Test
    void a_slow_netbox_holds_nobody_up_and_its_answer_is_taken_later() {
        try (var hasty = replica(NetboxKeys.FIRST_KIND, Duration.ofMillis(400))) {
            InventoryDatabase.empty();
            cloud.spoil(DEVICES, "latency", 1_500);

            hasty.readAll();
            assertThat(health("netbox").state()).isEqualTo("UNREAD");
            assertThat(health("netbox").error()).contains("no answer yet");
            assertThat(InventoryDatabase.one("select count(*) from host")).isNotEqualTo("0");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                hasty.readAll();
                assertThat(health("netbox").state()).isEqualTo("OK");
            });
            assertThat(InventoryDatabase.one(HOSTS_WITH_TENANTS)).isNotEqualTo("0");
        }
    }

    @Test
    void without_netbox_everything_else_works_and_what_it_said_is_forgotten() {
        try (var alone = new Replica(cloud.cloud())) {
            alone.readAll();

            assertThat(health("netbox").state()).isEqualTo("OFF");
            assertThat(InventoryDatabase.one(HOSTS_WITH_TENANTS)).isEqualTo("0");
            assertThat(InventoryDatabase.one("select count(*) from host")).isEqualTo("60");
        }
    }

    @Test
    void a_cloud_that_was_never_read_is_an_empty_board_and_no_failure() {
        InventoryDatabase.empty();
        cloud.spoil("/v2.1/", "too-many-requests", 1);

        replica.readAll();

        assertThat(states()).isEqualTo("UNREAD UNREAD UNREAD OK OK OK UNREAD UNREAD UNREAD");
        assertThat(InventoryDatabase.one("select count(*) from host")).isEqualTo("0");
    }

    private Replica replica(String token, Duration maxWait) {
        return new Replica(cloud.cloud(), Optional.of(netbox(Map.of("NETBOX_TOKEN", token))), maxWait);
    }

    private Replica replicaWithPages(int size) {
        return new Replica(
                cloud.cloud(),
                Optional.of(netbox(
                        Map.of("NETBOX_TOKEN", NetboxKeys.FIRST_KIND, "NETBOX_PAGE_SIZE", String.valueOf(size)))),
                Duration.ofSeconds(30));
    }

    private Netbox netbox(Map<String, String> settings) {
        var all = new java.util.HashMap<>(settings);
        all.put("NETBOX_URL", cloud.url() + "/netbox");
        return RestNetbox.connect(NetboxSettings.from(all::get).orElseThrow());
    }

    private SourceHealth health(String source) {
        return replica.records.sources().all().stream()
                .filter(health -> health.name().equals(source))
                .findFirst()
                .orElseThrow();
    }

    /** In the order of the names: aggregates, flavors, netbox, projects, servers, services. */
    private String states() {
        return String.join(
                " ",
                replica.records.sources().all().stream()
                        .map(SourceHealth::state)
                        .toList());
    }
}
