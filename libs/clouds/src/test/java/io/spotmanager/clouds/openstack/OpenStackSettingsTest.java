package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.openstack.Credentials.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.common.Identifier;

class OpenStackSettingsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "OS_AUTH_URL", "https://keystone.example:5000/v3",
            "OS_USERNAME", "robot",
            "OS_PASSWORD", "very-secret",
            "OS_PROJECT_NAME", "admin"));

    @ParameterizedTest
    @ValueSource(strings = {"https://k:5000", "https://k:5000/", "https://k:5000/v3", "https://k:5000/v3/"})
    void theAuthUrlMayComeWithOrWithoutItsVersion(String url) {
        environment.put("OS_AUTH_URL", url);
        assertThat(read().authUrl()).isEqualTo("https://k:5000/v3");
    }

    @Test
    void everythingMissingOrWrongIsNamedAtOnce() {
        environment.clear();
        environment.put("OS_INTERFACE", "sideways");
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "OS_AUTH_URL", "OS_USERNAME", "OS_PASSWORD", "OS_PROJECT_NAME", "OS_INTERFACE");
    }

    @Test
    void domainsComeByNameOrIdAndFallBackToTheDefaultOne() {
        environment.put("OS_USER_DOMAIN_ID", "d-1");
        var login = (Credentials.Password) read().credentials();
        assertThat(login.user().domain()).usingRecursiveComparison().isEqualTo(Identifier.byId("d-1"));
        assertThat(login.scope())
                .usingRecursiveComparison()
                .isEqualTo(new Scope.Project(Identifier.byName("admin"), Identifier.byId("default")));
        environment.remove("OS_USER_DOMAIN_ID");
        environment.put("OS_USER_DOMAIN_NAME", "Users");
        assertThat(((Credentials.Password) read().credentials()).user().domain())
                .usingRecursiveComparison()
                .isEqualTo(Identifier.byName("Users"));
    }

    @Test
    void noTextShowsASecret() {
        assertThat(read().toString()).contains("robot").doesNotContain("very-secret");
        assertThat(read().credentials().toString()).doesNotContain("very-secret");
        assertThat(new Credentials.ApplicationCredential(Identifier.byId("id"), null, "very-secret").toString())
                .doesNotContain("very-secret");
    }

    @Test
    void aCloudOfTheFileTakesOnlyAMissingSecretFromTheVariables(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  ca1:
                    auth: {auth_url: "http://other:5000", username: mover, project_id: "77", user_domain_name: Default}
                    region_name: CA1
                    interface: internalURL
                """);
        environment.put("OS_CLIENT_CONFIG_FILE", file.toString());
        environment.put("OS_CLOUD", "ca1");

        OpenStackSettings settings = read();
        assertThat(settings.authUrl()).isEqualTo("http://other:5000/v3");
        assertThat(settings.region()).isEqualTo("CA1");
        assertThat(settings.compute().facings()).containsExactly(Facing.INTERNAL);
        assertThat(settings.credentials().describe()).isEqualTo("user mover in project 77");
        assertThat(settings.credentials().secret()).isEqualTo("very-secret");
    }

    @Test
    void anUnreadableFileIsNamedWithoutQuotingIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("clouds.yaml"), "clouds: {ca1: [password: very-secret");
        environment.put("OS_CLIENT_CONFIG_FILE", file.toString());
        environment.put("OS_CLOUD", "ca1");
        assertThatThrownBy(this::read).hasMessageContaining(file.toString()).hasMessageNotContaining("very-secret");
        Files.writeString(file, "clouds: {}");
        assertThatThrownBy(this::read).hasMessageContaining("no cloud named ca1");
    }

    @Test
    void anApplicationCredentialNeedsNoUser() {
        environment.keySet().removeIf(name -> !name.equals("OS_AUTH_URL"));
        environment.put("OS_APPLICATION_CREDENTIAL_ID", "id");
        environment.put("OS_APPLICATION_CREDENTIAL_SECRET", "very-secret");
        assertThat(read().credentials()).isInstanceOf(Credentials.ApplicationCredential.class);
    }

    private OpenStackSettings read() {
        return OpenStackSettings.from(environment::get);
    }
}
