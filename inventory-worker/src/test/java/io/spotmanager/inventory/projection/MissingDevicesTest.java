package io.spotmanager.inventory.projection;

import static io.spotmanager.inventory.projection.Sketch.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NetBox answers 200 with fewer devices to a token that may see fewer: a device that is not returned says nothing. */
class MissingDevicesTest {
    private static final String HOST = "CA1-L40-01";
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));

    @ParameterizedTest
    @ValueSource(strings = {"failed", "rma", "offline"})
    void a_host_out_of_service_stays_so_when_netbox_no_longer_shows_it(String status) {
        var merged = MissingDevices.merge(List.of(known(HOST, status)), List.of(), Set.of(HOST), NOON);

        assertThat(merged).containsExactly(known(HOST, status).missingSince(NOON));
        var host = projected(merged);
        assertThat(host.sale().status()).isEqualTo("OUT_OF_STOCK");
        assertThat(host.sale().reasons())
                .containsExactly(new HostRow.Reason(
                        "NETBOX_STATUS", "NetBox said %s and no longer shows the host".formatted(status)));
    }

    @Test
    void it_stays_so_for_as_long_as_the_cloud_lists_it_and_keeps_the_time() {
        var missing = known(HOST, "failed").missingSince(NOON);

        assertThat(MissingDevices.merge(List.of(missing), List.of(), Set.of(HOST), LATER))
                .containsExactly(missing);
    }

    @Test
    void netbox_says_otherwise_as_soon_as_it_shows_it_again() {
        var missing = known(HOST, "failed").missingSince(NOON);

        var merged = MissingDevices.merge(
                List.of(missing), List.of(read(HOST, "active", owner("Acme", "Group"))), Set.of(HOST), LATER);

        assertThat(merged.getFirst().missingSince()).isNull();
        assertThat(projected(merged).sale().status()).isEqualTo("AVAILABLE");
    }

    @Test
    void the_owner_of_a_missing_device_is_kept() {
        var merged = MissingDevices.merge(List.of(known(HOST, "active")), List.of(), Set.of(HOST), NOON);

        assertThat(projected(merged).ownership().ownerGroup()).isEqualTo("Investors");
        assertThat(projected(merged).sale().status()).isEqualTo("AVAILABLE");
    }

    @Test
    void names_are_compared_without_case() {
        var merged = MissingDevices.merge(
                List.of(known("ca1-l40-01", "failed")),
                List.of(read(HOST, "active", owner(null, null))),
                Set.of(HOST),
                NOON);

        assertThat(merged).extracting(DeviceRow::name).containsExactly(HOST);
    }

    @Test
    void a_single_device_that_the_cloud_does_not_list_either_is_forgotten() {
        assertThat(MissingDevices.merge(List.of(known("CA1-OLD-1", "active")), List.of(), Set.of(HOST), NOON))
                .isEmpty();
    }

    @Test
    void many_at_once_are_kept_for_a_day() {
        var known =
                IntStream.range(0, 19).mapToObj(i -> known("NB-" + i, "active")).toList();
        var read = IntStream.range(0, 8)
                .mapToObj(i -> read("NB-" + i, "active", owner("Acme", "Investors")))
                .toList();

        var merged = MissingDevices.merge(known, read, Set.of(HOST), NOON);
        var nextMorning = MissingDevices.merge(merged, read, Set.of(HOST), NOON.plus(Duration.ofHours(20)));
        var dayAfter = MissingDevices.merge(nextMorning, read, Set.of(HOST), NOON.plus(Duration.ofDays(1)));

        assertThat(merged).hasSize(19);
        assertThat(MissingDevices.sentence(merged))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("NetBox no longer shows 11 of 19 devices (NB-10, NB-11, NB-12, ...)"));
        assertThat(nextMorning).hasSize(19);
        assertThat(dayAfter).hasSize(8);
    }

    @Test
    void a_cloud_that_was_never_read_forgets_nothing() {
        assertThat(MissingDevices.merge(List.of(known(HOST, "failed")), List.of(), Set.of(), NOON))
                .hasSize(1);
    }

    @Test
    void a_status_that_could_not_be_read_keeps_its_last_value() {
        var merged = MissingDevices.merge(
                List.of(known(HOST, "failed")),
                List.of(read(HOST, null, owner("Acme", "Investors"))),
                Set.of(HOST),
                NOON);

        assertThat(merged.getFirst().status()).isEqualTo("failed");
    }

    @Test
    void an_owner_that_could_not_be_read_keeps_its_last_value_unless_the_tenant_changed() {
        var unread = new Device.Owner("Acme", null, false);
        var another = new Device.Owner("Other", null, false);
        var unknown = new Device.Owner(null, null, false);

        assertThat(ownershipAfter(unread)).isEqualTo(new Ownership("Acme", "Investors", "CA1", "R12"));
        assertThat(ownershipAfter(another)).isEqualTo(new Ownership("Other", null, "CA1", "R12"));
        assertThat(ownershipAfter(unknown)).isEqualTo(new Ownership("Acme", "Investors", "CA1", "R12"));
        assertThat(ownershipAfter(owner(null, null))).isEqualTo(new Ownership(null, null, "CA1", "R12"));
    }

    @Test
    void nothing_is_said_when_nothing_is_missing() {
        assertThat(MissingDevices.sentence(List.of(known(HOST, "failed")))).isEmpty();
    }

    private static Ownership ownershipAfter(Device.Owner owner) {
        return MissingDevices.merge(
                        List.of(known(HOST, "active")), List.of(read(HOST, "active", owner)), Set.of(HOST), NOON)
                .getFirst()
                .ownership();
    }

    private static HostRow projected(List<DeviceRow> devices) {
        var sketch = new Sketch().pool("L40-n3", HOST).facts();
        var facts = new Observations(
                sketch.aggregates(), sketch.servers(), sketch.services(), List.of(), List.of(), devices, List.of());
        var drift = new DriftDetector(Map.of(), Map.of(), Map.of(), NOON);
        return Sketch.host(new FleetProjection(FleetSettings.STANDARD).project(facts, drift), HOST);
    }

    private static DeviceRow known(String name, String status) {
        return new DeviceRow(
                name, status, new Ownership("Acme", "Investors", "CA1", "R12"), null, List.of(), null, null);
    }

    private static Device.Owner owner(@Nullable String tenant, @Nullable String group) {
        return new Device.Owner(tenant, group);
    }

    private static Device read(String name, @Nullable String status, Device.Owner owner) {
        return new Device(name, status, owner, new Device.Place("CA1", "R12"), null, List.of(), null);
    }
}
