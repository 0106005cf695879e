package io.spotmanager.clouds.launch;

import static io.spotmanager.clouds.launch.LaunchCase.given;
import static io.spotmanager.clouds.launch.Site.IMAGE;
import static io.spotmanager.clouds.launch.Site.ready;
import static io.spotmanager.domain.pool.Check.Result.PASSED;
import static io.spotmanager.domain.pool.Check.Result.REFUSED;
import static io.spotmanager.domain.pool.Check.Result.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.Check;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the provider must have, and what must not be there already. */
class OfferRulesTest {
    private static final String CORRECT_IT = " Correct the setting of the region CA1.";

    static Stream<LaunchCase> cases() {
        return Stream.of(
                // -- is there a flavor for the whole host?
                given("the flavor in stock", ready()).expect("flavor", PASSED, "CANADA-1 offers n3-L40x8."),
                given("a stock that is not told", ready().withStock(null))
                        .expect("flavor", PASSED, "CANADA-1 offers n3-L40x8."),
                given("no stock", ready().withStock(false))
                        .expect(
                                "flavor",
                                WARNING,
                                "CANADA-1 says that no stock of n3-L40x8 is left: the VM may end in ERROR. It is then removed again."),
                given("other flavors only", ready().withFlavors("n3-L40x8-NVLink", "n3-L40x4"))
                        .expect(
                                "flavor",
                                REFUSED,
                                "CANADA-1 does not offer the flavor n3-L40x8 that this host needs; it offers [n3-L40x4, n3-L40x8-NVLink]. Check the host's pool and its number of GPUs."),

                // -- is the image there, allowed, and the one that is meant?
                given("an image by its name alone", ready())
                        .expect("image_name", PASSED, "Ubuntu 22.04 is an image of CANADA-1."),
                given("an image by name and id", ready().asking(IMAGE, 7L))
                        .expect("image_name", PASSED, "Ubuntu 22.04 is an image of CANADA-1."),
                given(
                                "the later of two images of that name",
                                ready().withImage(1008, IMAGE).asking(IMAGE, 1008L))
                        .expect("image_name", PASSED, "Ubuntu 22.04 is an image of CANADA-1."),
                given(
                                "an image that is not allowed",
                                ready().withImage(9, "A Ubuntu 22.04").asking("A Ubuntu 22.04", null))
                        .expect(
                                "image_name",
                                REFUSED,
                                "A Ubuntu 22.04 is not among the images allowed in CANADA-1 (Ubuntu .*)."),
                given("an image that does not exist", ready().asking("Ubuntu 8.04", 7L))
                        .expect(
                                "image_name",
                                REFUSED,
                                "CANADA-1 has no image Ubuntu 8.04. GET /api/hyperstack/images?region=CANADA-1 lists the images."),
                given("another image's id", ready().withImage(8, "Ubuntu 24.04").asking(IMAGE, 8L))
                        .expect(
                                "image_id",
                                REFUSED,
                                "The image Ubuntu 22.04 has the id [7] and not 8. Send a name and an id of the same image."),

                // -- is the VM's name free?
                given("a free name", ready()).expect("name", PASSED, "No VM is called CA1-L40-01 yet."),
                given("a VM of that name", ready().withVmOfItsName())
                        .expect(
                                "name",
                                REFUSED,
                                "Hyperstack already has a VM CA1-L40-01 (id 4711) that this launch did not create. Rename or delete it."),
                given("other tenants' servers of that name", ready().withNovaServersOfItsName("id-1", "id-2"))
                        .expect(
                                "name",
                                REFUSED,
                                "No VM is called CA1-L40-01 yet.",
                                "Nova already has a server CA1-L40-01 (id-1, SHUTOFF), which could be confused with the new one. Rename or delete it.",
                                "Nova already has a server CA1-L40-01 (id-2, SHUTOFF), which could be confused with the new one. Rename or delete it."),

                // -- does all that the region's settings name exist?
                given("the environment", ready())
                        .expect("environment", PASSED, "The environment CA1-RunPod is in CANADA-1."),
                given("another environment", ready().withEnvironment("ca1-runpod", "CANADA-1"))
                        .expect(
                                "environment",
                                REFUSED,
                                "Hyperstack has no environment CA1-RunPod in CANADA-1." + CORRECT_IT),
                given("the environment in another region", ready().withEnvironment("CA1-RunPod", "NORWAY-1"))
                        .expect(
                                "environment",
                                REFUSED,
                                "Hyperstack has no environment CA1-RunPod in CANADA-1." + CORRECT_IT),
                given("the key pair", ready()).expect("key_pair", PASSED, "The key pair operations is in CA1-RunPod."),
                given("another key pair", ready().withKeyPair("night-shift", "CA1-RunPod"))
                        .expect(
                                "key_pair",
                                REFUSED,
                                "The environment CA1-RunPod has no key pair operations." + CORRECT_IT),
                given("the key pair in another environment", ready().withKeyPair("operations", "NO1-RunPod"))
                        .expect(
                                "key_pair",
                                REFUSED,
                                "The environment CA1-RunPod has no key pair operations." + CORRECT_IT),
                given("the storage network", ready())
                        .expect("storage_network", PASSED, "The storage network storage-net exists."),
                given("no storage network", ready().withStorageNetworks(0))
                        .expect(
                                "storage_network",
                                REFUSED,
                                "Neutron has 0 networks storage-net, but one is needed. Correct the setting of the region CA1; use an id if the name is not unique."),
                given("two storage networks of that name", ready().withStorageNetworks(2))
                        .expect(
                                "storage_network",
                                REFUSED,
                                "Neutron has 2 networks storage-net, but one is needed. Correct the setting of the region CA1; use an id if the name is not unique."),
                given("the firewall", ready()).expect("firewall", PASSED, "The firewall ssh-only (971) exists."),
                given("no such firewall", ready().withoutFirewall())
                        .expect("firewall", REFUSED, "Hyperstack has no firewall 971." + CORRECT_IT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void each_rule_about_the_offer_gives_its_answer(LaunchCase expected) {
        expected.verify();
    }

    @Test
    void a_region_without_storage_network_and_firewall_needs_neither() {
        var checks = ready().without("SPOT_REGION_CA1_STORAGE_NETWORK")
                .without("SPOT_REGION_CA1_FIREWALL_ID")
                .withStorageNetworks(0)
                .withoutFirewall()
                .checks();

        assertThat(checks)
                .extracting(Check::name)
                .contains("environment", "key_pair")
                .doesNotContain("storage_network", "firewall");
        assertThat(checks).extracting(Check::result).containsOnly(PASSED);
    }
}
