package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.gateway.security.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings of an issuer, as variables. */
class IssuerSettingsTest {
    @Test
    void variables_set_an_issuer() {
        var issuer = Objects.requireNonNull(settings("SPOT_OIDC_COMPANY_CLAIMS_GROUPS", "realm_access.roles")
                .oidc()
                .get("company"));

        assertThat(issuer.issuer()).isEqualTo("https://login.example/realms/gpu");
        assertThat(issuer.roles().get(Role.OPERATOR)).containsExactly("gpu-operators", "night-shift");
        assertThat(issuer.claims().groups()).isEqualTo("realm_access.roles");
        assertThat(issuer.claims().name()).isEqualTo("preferred_username");
        assertThat(issuer.toString()).doesNotContain("hidden-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "SPOT_OIDC_COMPANY_ISSUER, http://login.example, must be the https address",
        "SPOT_OIDC_COMPANY_ISSUER, login.example, must be the https address",
        "SPOT_OIDC_COMPANY_ISSUER, '', must be the https address",
        "SPOT_OIDC_COMPANY_ISSUER, https://login.example?x=1, must be the https address",
        "SPOT_OIDC_COMPANY_CLIENT, '', is not set",
        "SPOT_OIDC_COMPANY_ROLES_OPERATOR, '', name the groups",
        "SPOT_OIDC_COMPANY_AUDIENCE, spot, must differ from the client"
    })
    void what_is_wrong_is_told_with_the_name_of_the_setting(String setting, String value, String says) {
        assertThatThrownBy(() -> settings(setting, value))
                .isInstanceOf(BindException.class)
                .hasRootCauseInstanceOf(InvalidConfigurationException.class)
                .rootCause()
                .hasMessageContaining(setting)
                .hasMessageContaining(says);
    }

    private static IssuerSettings settings(String setting, String value) {
        var variables = new HashMap<String, Object>(Map.of(
                "SPOT_OIDC_COMPANY_ISSUER", "https://login.example/realms/gpu",
                "SPOT_OIDC_COMPANY_CLIENT", "spot",
                "SPOT_OIDC_COMPANY_SECRET", "hidden-secret",
                "SPOT_OIDC_COMPANY_ROLES_OPERATOR", "gpu-operators,night-shift"));
        variables.put(setting, value);
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bind("spot", IssuerSettings.class).get();
    }
}
