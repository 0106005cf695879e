package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter against a real Keystone and Nova; what it moves it puts back. */
class RealOpenStackTest {

    private static final String EMPTY_HOST = "NO1-ESC8-A100-02";

    private final List<ExternalCall> calls = new ArrayList<>();
    private OpenStackCloud cloud;
    private List<Aggregate> before = List.of();

    @BeforeEach
    void reachIt() {
        assumeTrue(
                System.getenv("OS_AUTH_URL") != null,
                "skipped: OS_AUTH_URL is not set; source the credentials of an OpenStack that may be changed");
        cloud = OpenStackCloud.connect(OpenStackSettings.from(System::getenv), Clock.systemUTC());
        before = aggregates();
    }

    @AfterEach
    void putBack() {
        if (cloud == null) {
            return;
        }
        for (Aggregate was : before) {
            Aggregate is = aggregate(was.name());
            is.hosts().stream().filter(host -> !was.holds(host)).forEach(host -> cloud.removeHost(is.id(), host));
            was.hosts().stream().filter(host -> !is.holds(host)).forEach(host -> cloud.addHost(is.id(), host));
        }
        assertThat(aggregate(home().name()).hosts()).contains(EMPTY_HOST);
    }

    @Test
    void keystoneAcceptsTheCredentials() {
        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Accepted.class);
        assertThat(cloud.check().sentence()).contains("user admin", "RegionOne").doesNotContain("realos");
    }

    @Test
    void aHostMovesAndTheJournalNamesTheAggregates() {
        Aggregate home = home();
        CloudResult<Aggregate> removed = cloud.recordingTo(calls::add).removeHost(home.id(), EMPTY_HOST);
        CloudResult<Aggregate> added = cloud.recordingTo(calls::add).addHost(home.id(), EMPTY_HOST);

        assertThat(removed.found().orElseThrow().hosts()).doesNotContain(EMPTY_HOST);
        assertThat(added.found().orElseThrow().hosts()).contains(EMPTY_HOST);
        assertThat(calls)
                .extracting(ExternalCall::command, ExternalCall::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "openstack aggregate remove host " + home.name() + " " + EMPTY_HOST, "200"),
                        org.assertj.core.groups.Tuple.tuple(
                                "openstack aggregate add host " + home.name() + " " + EMPTY_HOST, "200"));
    }

    @Test
    void novasRefusalsKeepTheirStatusAndSentence() {
        long id = home().id();
        assertThat(cloud.addHost(id, EMPTY_HOST))
                .isEqualTo(new CloudResult.Rejected<Aggregate>(
                        409, "“Aggregate " + id + " already has host " + EMPTY_HOST + ".”"));
        assertThat(cloud.addHost(id, "NO-SUCH-HOST"))
                .isEqualTo(new CloudResult.Rejected<Aggregate>(404, "“Compute host NO-SUCH-HOST could not be found.”"));
        assertThat(cloud.removeHost(id, "NO-SUCH-HOST"))
                .isEqualTo(new CloudResult.Rejected<Aggregate>(
                        404, "“Cannot remove host NO-SUCH-HOST in aggregate " + id + "”"));
        assertThat(cloud.removeHost(99_999, EMPTY_HOST)).isInstanceOf(CloudResult.Rejected.class);
    }

    @Test
    void ofManyAddsAtOnceExactlyOneIsCarriedOut() throws Exception {
        long id = home().id();
        cloud.removeHost(id, EMPTY_HOST);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<CloudResult<Aggregate>> add = () -> cloud.addHost(id, EMPTY_HOST);
            var answers = threads.invokeAll(Stream.generate(() -> add).limit(8).toList()).stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(answers).filteredOn(CloudResult::ok).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer instanceof CloudResult.Rejected)
                    .hasSize(7);
        }
    }

    @Test
    void serversOfAllTenantsAreSeenOnTheirHostWithTheirFlavors() {
        List<Server> servers = cloud.serversOn("CA1-ESC8-L40-02").found().orElseThrow();
        assertThat(servers).extracting(Server::flavorName).contains("n3-L40x1").doesNotContain("");
        assertThat(servers).extracting(Server::host).containsOnly("CA1-ESC8-L40-02");
        assertThat(cloud.serversOn(EMPTY_HOST)).isEqualTo(new CloudResult.Ok<>(List.of()));
        assertThat(cloud.serversOn("no such host & more")).isEqualTo(new CloudResult.Ok<>(List.of()));
    }

    @Test
    void everyComputeServiceIsListedAndOneCanBeAskedFor() {
        assertThat(cloud.computeServices().found().orElseThrow())
                .extracting(ComputeService::host)
                .contains(EMPTY_HOST, "CA1-ESC8-L40-02");
        assertThat(cloud.computeService(EMPTY_HOST)
                        .found()
                        .orElseThrow()
                        .orElseThrow()
                        .up())
                .isTrue();
        assertThat(cloud.computeService("NO-SUCH-HOST").found().orElseThrow()).isEmpty();
    }

    private List<Aggregate> aggregates() {
        return cloud.aggregates().found().orElseThrow();
    }

    private Aggregate aggregate(String name) {
        return aggregates().stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Aggregate home() {
        return before.stream().filter(a -> a.holds(EMPTY_HOST)).findFirst().orElseThrow();
    }
}
