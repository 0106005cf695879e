package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the template that comes along does on the VM. The right values are those of the script of the tool that is replaced,
 * the only one that is known to have joined hosts.
 */
class JoiningScriptTest {
    private static final String EMPTY = "{\"publicNetwork\": {\"publicIp\": \"\", \"ports\": [10000, 50000]}}\n";
    private static final String FILLED =
            "{\"publicNetwork\": {\"publicIp\": \"203.0.113.5\", \"ports\": [10000, 50000]}}\n";

    @TempDir
    private Path folder;

    private FirstStart vm;

    @BeforeEach
    void an_image_as_it_comes() throws IOException {
        vm = new FirstStart(folder);
        vm.has("/etc/fstab", """
                LABEL=cloudimg-rootfs / ext4 discard 0 1
                ephemeral0 /ephemeral auto defaults,nofail 0 2
                /dev/vdb /ephemeral auto defaults,nofail,comment=cloudconfig 0 2
                /dev/vdb /scratch auto defaults 0 2
                /dev/vdc /ephemeral auto defaults 0 2
                """);
        vm.has("/etc/cloud/cloud.cfg.d/91_ephemeral.cfg", "mounts: []\n");
        vm.has("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"\"\n");
        vm.has(
                "/etc/default/grub.d/cgroup.cfg",
                "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX systemd.unified_cgroup_hierarchy=false\"\n");
    }

    @Test
    void the_installer_gets_an_empty_line_and_then_its_three_answers() throws IOException {
        vm.starts();

        assertThat(vm.recorded("installer.stdin")).isEqualTo("\nDisk\n/dev/vdb\nY\n");
        assertThat(vm.recorded("installer.arguments"))
                .isEqualTo("--secret=very-secret\n--hostname=CA1-L40-01\n--gpu-kind=NVIDIA\ninstall\n");
        assertThat(vm.log()).contains("https://s.runpod.io/host-amd");
    }

    @Test
    void the_network_is_told_without_an_address_before_the_installer_and_with_the_vms_own_after_it()
            throws IOException {
        vm.starts();

        assertThat(vm.recorded("installer.config")).isEqualTo(EMPTY);
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(FILLED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(vm.path("/etc/runpod/config.json"))))
                .isEqualTo("rw-r--r--");
        assertThat(vm.log()).contains("chown ubuntu:ubuntu " + vm.path("/etc/runpod/config.json"));
        assertThat(vm.log().indexOf("installer")).isLessThan(vm.log().indexOf("https://ifconfig.me"));
    }

    @Test
    void the_scratch_disk_is_the_installers_also_after_a_restart() throws IOException {
        vm.starts();

        assertThat(vm.log()).contains("umount /ephemeral\n");
        assertThat(vm.text("/etc/fstab")).isEqualTo("""
                        LABEL=cloudimg-rootfs / ext4 discard 0 1
                        #ephemeral0 /ephemeral auto defaults,nofail 0 2
                        #/dev/vdb /ephemeral auto defaults,nofail,comment=cloudconfig 0 2
                        /dev/vdb /scratch auto defaults 0 2
                        /dev/vdc /ephemeral auto defaults 0 2
                        """);
        assertThat(vm.path("/etc/cloud/cloud.cfg.d/91_ephemeral.cfg")).doesNotExist();
    }

    @Test
    void cgroup_v2_is_set_where_the_image_unsets_it_and_a_copy_stays() throws IOException {
        vm.starts();

        assertThat(vm.text("/etc/default/grub.d/cgroup.cfg"))
                .isEqualTo("GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX systemd.unified_cgroup_hierarchy=true\"\n");
        assertThat(vm.text("/etc/default/grub.d/cgroup.cfg.bkp")).contains("hierarchy=false");
        assertThat(vm.text("/etc/default/grub")).isEqualTo("GRUB_CMDLINE_LINUX=\"\"\n");
        assertThat(vm.log()).contains("update-grub hierarchy=true");
    }

    @Test
    void an_image_without_that_setting_and_without_a_scratch_disk_joins_as_well() throws IOException {
        Files.delete(vm.path("/etc/default/grub.d/cgroup.cfg"));
        Files.delete(vm.path("/etc/cloud/cloud.cfg.d/91_ephemeral.cfg"));
        vm.where("umount", "exit 32");

        assertThat(vm.starts()).isZero();
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(FILLED);
        assertThat(vm.log()).contains("update-grub");
    }

    @Test
    void the_certificate_is_gone_once_the_host_has_joined() throws IOException {
        vm.starts();

        assertThat(vm.path("/etc/runpod/install-certificate")).doesNotExist();
        assertThat(vm.output()).doesNotContain("very-secret");
    }

    @Test
    void an_installer_that_fails_is_told_and_nothing_goes_on_as_if_it_had_not() throws IOException {
        vm.has("/installer-fails", "");

        assertThat(vm.starts()).isNotZero();
        assertThat(vm.output()).contains("join-runpod: FAILED").doesNotContain("very-secret");
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(EMPTY);
        assertThat(vm.log()).doesNotContain("https://ifconfig.me");
    }

    @Test
    void an_installer_that_reads_none_of_its_input_does_no_harm() throws IOException {
        vm.has("/installer-reads-nothing", "");

        assertThat(vm.starts()).isZero();
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(FILLED);
    }

    @Test
    void an_address_that_is_not_told_at_first_is_asked_for_again() throws IOException {
        vm.addresses("", "<html>busy</html>", "203.0.113.5");

        assertThat(vm.starts()).isZero();
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(FILLED);
    }

    @Test
    void an_address_that_nobody_tells_is_said_and_the_boot_settings_are_made_all_the_same() throws IOException {
        vm.addresses("<html>busy</html>");

        assertThat(vm.starts()).isNotZero();
        assertThat(vm.output()).contains("https://ifconfig.me", "/etc/runpod/config.json");
        assertThat(vm.text("/etc/runpod/config.json")).isEqualTo(EMPTY);
        assertThat(vm.log()).contains("update-grub hierarchy=true");
    }

    @Test
    void without_a_certificate_nothing_is_touched() throws IOException {
        assertThat(vm.startsWithout()).isNotZero();
        assertThat(vm.output()).contains("join-runpod: FAILED", "certificate");
        assertThat(vm.log()).doesNotContain("umount", "installer");
    }

    @Test
    void the_vm_starts_again_two_minutes_later_told_as_a_number() {
        assertThat(FirstStart.parsed(CloudInit.standard().masked("CA1-L40-01")))
                .extractingByKey("power_state")
                .hasToString("{mode=reboot, delay=2, timeout=30, message=Rebooting to join RunPod with cgroup v2}");
    }
}
