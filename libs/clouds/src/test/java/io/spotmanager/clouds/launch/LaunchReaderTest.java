package io.spotmanager.clouds.launch;

import static io.spotmanager.clouds.launch.Site.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchInputs.NameConflicts;
import io.spotmanager.domain.launch.LaunchInputs.NetworkAndFirewall;
import io.spotmanager.domain.launch.LaunchInputs.ProviderState;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchReaderTest {
    private static final List<String> ALL_READS = List.of(
            "aggregatesFor " + HOST,
            "computeService " + HOST,
            "tenantsOn " + HOST,
            "of CANADA-1",
            "named " + HOST,
            "serversNamed " + HOST,
            "firewall 971",
            "networks storage-net");

    private final Settings settings = new Settings();
    private final Aggregate aggregate = new Aggregate(1, "L40-n3-runpod", List.of(HOST), null, Map.of());
    private final ComputeService service = new ComputeService(HOST, true, true, null, "nova");
    private final Server server = new Server("id-1", "customer", "ACTIVE", HOST, "acme", "n3-L40x1");
    private final NovaServer namesake = new NovaServer(
            "id-2", HOST, new NovaServer.State("ACTIVE", null, null, null), "acme", "n3-L40x1", List.of(), null);
    private final Firewall firewall = new Firewall(971, "ssh-only", "CA1-RunPod", List.of());
    private final Network network = new Network("net-1", "storage-net", "ACTIVE", true, false, null);
    private final ScriptedPorts clouds = new ScriptedPorts()
            .finds("aggregatesFor", List.of(aggregate))
            .finds("computeService", Optional.of(service))
            .finds("tenantsOn", HostTenants.listed(List.of(server)))
            .finds("of", fetched(Site.ready()))
            .finds("named", List.of())
            .finds("serversNamed", List.of(namesake))
            .finds("firewall", Optional.of(firewall))
            .finds("networks", List.of(network));

    @Test
    void what_the_rules_look_at_is_what_the_clouds_say_of_host_and_region() {
        assertThat(read(HOST))
                .isEqualTo(new Ok<>(new LaunchInputs(
                        new HostObservation(List.of(aggregate), Optional.of(service), List.of(server)),
                        true,
                        Optional.of(new ProviderState(
                                Site.ready().catalogue(),
                                new NameConflicts(List.of(), List.of(namesake)),
                                new NetworkAndFirewall(Optional.of(firewall), List.of(network)))))));
        assertThat(clouds.asked()).isEqualTo(ALL_READS);
    }

    @Test
    void of_a_host_in_no_region_only_nova_is_asked() {
        var sight = read("US1-L40-01").found().orElseThrow();

        assertThat(sight.provider()).isEmpty();
        assertThat(sight.nvlinks()).isFalse();
        assertThat(clouds.asked())
                .containsExactly("aggregatesFor US1-L40-01", "computeService US1-L40-01", "tenantsOn US1-L40-01");
    }

    @Test
    void what_a_region_does_without_is_not_read() {
        settings.without("SPOT_REGION_CA1_FIREWALL_ID").without("SPOT_REGION_CA1_STORAGE_NETWORK");

        var offer = read(HOST).found().flatMap(LaunchInputs::provider).orElseThrow();

        assertThat(offer.attachments()).isEqualTo(new NetworkAndFirewall(Optional.empty(), List.of()));
        assertThat(clouds.asked()).isEqualTo(ALL_READS.subList(0, 6));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            1, aggregatesFor,     Nova's aggregates
            2, computeService, Nova's compute services
            3, tenantsOn,      Nova's servers
            5, named,          Hyperstack's VMs
            6, serversNamed,   Nova's servers
            7, firewall,       Hyperstack's firewall
            8, networks,       Neutron's networks
            """)
    void the_first_read_that_fails_is_the_answer_names_its_source_and_is_the_last(
            int position, String read, String source) {
        clouds.answers("networks", new NotSent<>("too late to count")).answers(read, new Indeterminate<>("500"));

        assertThat(read(HOST)).isEqualTo(new Indeterminate<>(source + ": 500"));
        assertThat(clouds.asked()).isEqualTo(ALL_READS.subList(0, position));
    }

    @Test
    void a_catalogue_that_could_not_be_read_has_named_its_source_itself() {
        clouds.answers("of", new NotSent<>("Hyperstack's images: no leave"));

        assertThat(read(HOST)).isEqualTo(new NotSent<>("Hyperstack's images: no leave"));
        assertThat(clouds.asked()).isEqualTo(ALL_READS.subList(0, 4));
    }

    @Test
    void a_problem_stays_of_its_kind() {
        clouds.answers("aggregatesFor", new Rejected<>(403, "Policy does not allow it"));
        assertThat(read(HOST)).isEqualTo(new Rejected<>(403, "Nova's aggregates: Policy does not allow it"));

        clouds.answers("aggregatesFor", new NotSent<>("no connection"));
        assertThat(read(HOST)).isEqualTo(new NotSent<>("Nova's aggregates: no connection"));
    }

    @Test
    void the_mistakes_of_all_regions_are_told_at_once() {
        clouds.finds("of CANADA-1", fetched(Site.ready().withKeyPair("operations", "elsewhere")))
                .finds("of NORWAY-1", fetched(Site.ready().withEnvironment("NO1-RunPod", "NORWAY-1")))
                .finds("networks", List.of());

        assertThat(mistakes())
                .isEqualTo(new Ok<>(List.of(
                        "The environment CA1-RunPod has no key pair operations. Correct the setting of the region CA1.",
                        "Neutron has 0 networks storage-net, but one is needed. Correct the setting of the region CA1;"
                                + " use an id if the name is not unique.",
                        "The environment NO1-RunPod has no key pair night-shift. Correct the setting of the region"
                                + " NO1.")));
    }

    @Test
    void regions_whose_settings_fit_have_no_mistakes() {
        clouds.finds(
                "of NORWAY-1",
                fetched(Site.ready()
                        .withEnvironment("NO1-RunPod", "NORWAY-1")
                        .withKeyPair("night-shift", "NO1-RunPod")));

        assertThat(mistakes()).isEqualTo(new Ok<>(List.of()));
    }

    @Test
    void mistakes_are_not_told_while_a_region_cannot_be_read() {
        clouds.finds("of CANADA-1", fetched(Site.ready().withKeyPair("operations", "elsewhere")))
                .answers("of NORWAY-1", new Indeterminate<>("Hyperstack's images: 500"));

        assertThat(mistakes()).isEqualTo(new Indeterminate<>("Hyperstack's images: 500"));
    }

    private CloudResult<LaunchInputs> read(String host) {
        return reader().read(host, settings.read().of(host));
    }

    private CloudResult<List<String>> mistakes() {
        return reader().mistakes(settings.read());
    }

    private LaunchReader reader() {
        return new LaunchReader(
                clouds.port(ComputeCloud.class),
                clouds.port(VmProvider.class),
                clouds.port(Catalogues.class),
                clouds.port(VmNetworks.class),
                HOST::equals);
    }

    private static Catalogues.Fetched fetched(Site site) {
        return new Catalogues.Fetched(Instant.EPOCH, site.catalogue());
    }
}
