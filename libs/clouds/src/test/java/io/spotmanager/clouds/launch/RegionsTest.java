package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.launch.Region.VmChoice;
import io.spotmanager.domain.launch.Regions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
    private final Settings settings = new Settings();

    @Test
    void a_region_is_what_its_settings_say() {
        var canada = settings.with("SPOT_REGION_CA1_FLAVOR", "v2-{gpu}x{gpus}")
                .read()
                .all()
                .getFirst();

        assertThat(canada.prefix()).isEqualTo("CA1");
        assertThat(canada.name()).isEqualTo("CANADA-1");
        assertThat(canada.vm().environment()).isEqualTo("CA1-RunPod");
        assertThat(canada.vm().keyPair()).isEqualTo("operations");
        assertThat(canada.vm().images().pattern()).isEqualTo("Ubuntu .*");
        assertThat(canada.vm().flavor()).isEqualTo("v2-{gpu}x{gpus}");
        assertThat(canada.storageNetwork()).isEqualTo("storage-net");
        assertThat(canada.firewallId()).isEqualTo(971);
    }

    @Test
    void a_region_without_extras_has_none_and_takes_any_image_and_the_usual_flavor() {
        var norway =
                settings.with("SPOT_REGION_NO1_FIREWALL_ID", " ").read().all().getLast();

        assertThat(norway.name()).isEqualTo("NORWAY-1");
        assertThat(norway.storageNetwork()).isNull();
        assertThat(norway.firewallId()).isNull();
        assertThat(norway.vm().images().matcher("anything").matches()).isTrue();
        assertThat(norway.vm().flavor()).isEqualTo("n3-{gpu}x{gpus}{nvlink}");
    }

    @Test
    void space_around_a_setting_does_not_count_nor_does_the_case_of_a_prefix() {
        var regions = settings.with("SPOT_REGIONS", " ca1=CANADA-1 , NO1=NORWAY-1 ")
                .with("SPOT_REGION_CA1_ENVIRONMENT", " CA1-RunPod ")
                .read();

        assertThat(regions.prefixes()).containsExactly("ca1", "NO1");
        assertThat(regions.all()).extracting(Region::name).containsExactly("CANADA-1", "NORWAY-1");
        assertThat(regions.all().getFirst().vm().environment()).isEqualTo("CA1-RunPod");
    }

    @Test
    void all_mistakes_are_told_at_once_each_with_its_setting() {
        settings.with("SPOT_REGIONS", "CA1=CANADA-1,NORWAY,,no1=NORWAY-1,NO1=NORWAY-2")
                .without("SPOT_REGION_CA1_ENVIRONMENT")
                .with("SPOT_REGION_CA1_KEY_PAIR", " ")
                .with("SPOT_REGION_CA1_IMAGES", "(Ubuntu")
                .with("SPOT_REGION_CA1_FLAVOR", "n3-{gpu}x8")
                .with("SPOT_REGION_NO1_FLAVOR", "n3-L40x{gpus}")
                .with("SPOT_REGION_NO1_FIREWALL_ID", "ssh-only");

        assertThatThrownBy(settings::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The regions for launches are not usable: "
                        + String.join(
                                "; ",
                                "SPOT_REGION_CA1_ENVIRONMENT is not set: it names the environment in which its VMs are created",
                                "SPOT_REGION_CA1_KEY_PAIR is not set: it names the SSH key pair that its VMs get",
                                "SPOT_REGION_CA1_IMAGES is no regular expression: Unclosed group",
                                "SPOT_REGION_CA1_FLAVOR is 'n3-{gpu}x8' and lacks {gpu} or {gpus}, as in n3-{gpu}x{gpus}{nvlink}",
                                "SPOT_REGIONS has the entry 'NORWAY', which is not of the form CA1=CANADA-1",
                                "SPOT_REGIONS has the entry '', which is not of the form CA1=CANADA-1",
                                "SPOT_REGION_NO1_FLAVOR is 'n3-L40x{gpus}' and lacks {gpu} or {gpus}, as in n3-{gpu}x{gpus}{nvlink}",
                                "SPOT_REGION_NO1_FIREWALL_ID is 'ssh-only' and must be the number of a firewall",
                                "SPOT_REGIONS names NO1 twice")
                        + ". Correct these settings.");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "  ", ",", " ,, "})
    void without_regions_it_is_told_how_to_name_them(String list) {
        assertThatThrownBy(settings.with("SPOT_REGIONS", list)::read)
                .hasMessage("The regions for launches are not usable: SPOT_REGIONS is not set: name each prefix of"
                        + " host names and its region, such as CA1=CANADA-1,NO1=NORWAY-1. Correct these settings.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "9999999999999999999"})
    void a_firewall_is_a_number_that_fits(String id) {
        assertThatThrownBy(settings.with("SPOT_REGION_CA1_FIREWALL_ID", id)::read)
                .hasMessageContaining("SPOT_REGION_CA1_FIREWALL_ID is '%s' and must be the number".formatted(id));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(nullValues = "-", textBlock = """
            CA1-L40-01,  CANADA-1
            ca1-l40-01,  CANADA-1
            CA1.l40,     CANADA-1
            CA1,         CANADA-1
            NO1-H100-01, NORWAY-1
            CA10-L40-01, -
            CA1X,        -
            CA,          -
            XCA1-L40-01, -
            US1-L40-01,  -
            """)
    void a_host_is_claimed_by_the_region_whose_prefix_is_its_first_word(String host, String region) {
        assertThat(settings.read().of(host).map(Region::name)).isEqualTo(Optional.ofNullable(region));
    }

    @Test
    void of_several_regions_that_claim_a_host_the_longest_prefix_has_it() {
        var regions = new Regions(List.of(region("CA1", "A"), region("CA1-L40", "B"), region("CA1-L", "C")));

        assertThat(regions.of("CA1-L40-01").orElseThrow().name()).isEqualTo("B");
        assertThat(regions.of("CA1-H100-01").orElseThrow().name()).isEqualTo("A");
    }

    private static Region region(String prefix, String name) {
        return new Region(prefix, name, new VmChoice("e", "k", Pattern.compile(".*"), "n3-{gpu}x{gpus}"), null, null);
    }
}
