package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cloud-config is accepted at the start exactly when {@code cloud-init schema} accepts it. */
class CloudInitJudgeTest {
    private static final Path CLOUD_INIT = Path.of("/usr/bin/cloud-init");
    private static final String PLACE = "{{install_certificate_base64}}";

    @TempDir
    private Path folder;

    @BeforeAll
    static void cloudInitIsInstalled() {
        assumeTrue(
                Files.isExecutable(CLOUD_INIT),
                "cloud-init is not installed, so it cannot judge: apt-get install cloud-init");
    }

    @Test
    void what_comes_along_is_valid() throws Exception {
        assertThat(judges(CloudInit.standard()
                        .render("CA1-L40-01", new InstallCertificate("very-secret"))
                        .map(UserData::text)
                        .orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\nruncmd: [PLACE]",
                "#cloud-config\r\nruncmd:\r\n  - echo PLACE\r\n",
                "#cloud-config\nunknown: {a: PLACE}",
                "#cloud-config\nruncmd:\n  - [echo, 1]\n  - echo PLACE",
                "#cloud-config\nruncmd:\n  - [echo, PLACE, true]",
                "#cloud-config\nruncmd:\n  - [echo, PLACE, 1.5]",
                "#cloud-config\nruncmd:\n  - echo PLACE\n  -",
                "#cloud-config\nruncmd: echo PLACE",
                "#cloud-config\nruncmd:\n  - a: PLACE",
                "#cloud-config\nbootcmd: [PLACE]\npackages: [curl, [jq, '1.6']]",
                "#cloud-config\nbootcmd: [PLACE]\npackages: {curl: x}",
                "#cloud-config\nbootcmd: [PLACE]\npackages: []",
                "#cloud-config\nbootcmd: []\nhostname: PLACE",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - path: /a\n    permissions: 0600",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - path: /a\n    permissions: '0600'\n    defer: true",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - content: a",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - path: /a\n    encoding: base64",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - path: /a\n    encoding: rot13",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  - path: /a\n    runcmd: [b]",
                "#cloud-config\nhostname: PLACE\nwrite_files:\n  path: /a",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, delay: 2, timeout: 30}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, delay: '+2'}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, delay: now}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, delay: soon}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, delay: -1}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: restart}",
                "#cloud-config\nhostname: PLACE\npower_state: {delay: 2}",
                "#cloud-config\nhostname: PLACE\npower_state: {mode: reboot, timeout: '30'}",
                "#cloud-config\nhostname: PLACE\nusers: [default, {name: a, sudo: 'ALL=(ALL) NOPASSWD:ALL'}]",
                "#cloud-config\nhostname: PLACE\nusers: 7",
                "#cloud-config\nhostname: PLACE\nssh_authorized_keys: ssh-rsa AAAA",
                "#cloud-config\nhostname: PLACE\nssh_authorized_keys: [ssh-rsa AAAA]",
                "#cloud-config\nhostname: PLACE\napt: {sources: {a: {source: x}}}",
                "#cloud-config\nhostname: PLACE\nmounts: [[vdb, /data]]",
                "#cloud-config\nhostname: PLACE\nmounts: [vdb]",
                "#cloud-config\nhostname: PLACE\nntp: {enabled: maybe}",
                "#cloud-config\nhostname: 7\nruncmd: [PLACE]",
                "#cloud-config\nmanage_etc_hosts: localhost\nruncmd: [PLACE]",
                "#cloud-config\ntimezone: [UTC]\nruncmd: [PLACE]",
                "hostname: a\nruncmd: [PLACE]",
                "# cloud-config\nruncmd: [PLACE]",
                "\n#cloud-config\nruncmd: [PLACE]",
                " #cloud-config\nruncmd: [PLACE]",
                "\uFEFF#cloud-config\nruncmd: [PLACE]",
                "#Cloud-Config\nruncmd: [PLACE]",
                "#cloud-config\nruncmd:\n\t- PLACE",
                "#cloud-config\nruncmd:\n  - a\n - PLACE",
                "#cloud-config\n- PLACE",
                "#cloud-config\nPLACE",
                "#cloud-config\nruncmd: [PLACE",
                "#cloud-config\nruncmd: *a\nhostname: PLACE"
            })
    void the_judge_and_the_start_are_of_one_mind(String text) throws Exception {
        assertThat(isAccepted(text.replace("PLACE", PLACE))).isEqualTo(judges(text.replace("PLACE", "c2VjcmV0")));
    }

    private static boolean isAccepted(String template) {
        try {
            CloudInit.of(template, "own.yaml");
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean judges(String userData) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("user-data"), userData);
        var judge = new ProcessBuilder(CLOUD_INIT.toString(), "schema", "--config-file", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = judge.waitFor();
        assertThat(said).as("what cloud-init says of %s", userData).containsAnyOf("Valid", "rror");
        return code == 0;
    }
}
